// What happens on SIGINT, SIGTERM and SIGHUP: the file that is being written is removed, one line is said,
// and the process ends by the signal, so that the shell knows.
//
// In C because a signal handler may call little (POSIX.1-2017, section 2.4.3) and nothing that allocates.
#ifndef CINTERRUPTION_H
#define CINTERRUPTION_H

#ifdef __cplusplus
extern "C" {
#endif

// Installs the handler for those of the signals that are not ignored, as `nohup` ignores SIGHUP.
void cinterruption_install(void);

// Names the file that must not stay behind; a null pointer for none. A path that is too long for the
// system is not one that could have been opened.
void cinterruption_guard(const char *path);

#ifdef __cplusplus
}
#endif

#endif
