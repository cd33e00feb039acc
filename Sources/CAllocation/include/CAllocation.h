// What the allocator does with memory that is free again.
#ifndef CALLOCATION_H
#define CALLOCATION_H

// Keeps freed blocks of up to 32 MiB for the next ones, where the allocator is glibc's; 1 if it is told so, else 0.
int callocation_keep_freed_memory(void);

#endif
