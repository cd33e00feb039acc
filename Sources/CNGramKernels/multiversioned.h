// Functions that are compiled for several levels of x86-64; the dynamic linker chooses, which on other
// systems than Linux with glibc it cannot.
#ifndef WHORL_MULTIVERSIONED_H
#define WHORL_MULTIVERSIONED_H

#if defined(__x86_64__) && defined(__gnu_linux__) && defined(__has_attribute)
#if __has_attribute(target_clones)
#define MULTIVERSIONED __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#endif
#endif
#ifndef MULTIVERSIONED
#define MULTIVERSIONED
#endif

#endif
