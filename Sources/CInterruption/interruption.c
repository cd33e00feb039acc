#define _POSIX_C_SOURCE 200809L

#include "CInterruption.h"

#include <limits.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#ifndef PATH_MAX
#define PATH_MAX 4096
#endif

static const int endings[] = {SIGINT, SIGTERM, SIGHUP};

static char guarded[PATH_MAX];
static volatile sig_atomic_t isGuarding = 0;

static void end(int number) {
  if (isGuarding) {
    unlink(guarded);
  }
  // A carriage return and "erase to the end of the line" take a line of progress away.
  if (isatty(STDERR_FILENO)) {
    ssize_t written = write(STDERR_FILENO, "\r\033[K", 4);
    (void)written;
  }
  static const char message[] = "whorl: interrupted\n";
  ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);
  (void)written;
  // The handler was installed for one time: the signal now does what it does by default.
  raise(number);
}

void cinterruption_install(void) {
  for (size_t index = 0; index < sizeof endings / sizeof endings[0]; index += 1) {
    struct sigaction old;
    if (sigaction(endings[index], NULL, &old) != 0 || old.sa_handler == SIG_IGN) {
      continue;
    }
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = end;
    action.sa_flags = SA_RESETHAND | SA_NODEFER;
    for (size_t other = 0; other < sizeof endings / sizeof endings[0]; other += 1) {
      if (other != index) {
        sigaddset(&action.sa_mask, endings[other]);
      }
    }
    sigaction(endings[index], &action, NULL);
  }
}

void cinterruption_guard(const char *path) {
  // The flag is down while the path changes: a signal in between finds none.
  isGuarding = 0;
  if (path && strlen(path) < sizeof guarded) {
    strcpy(guarded, path);
    isGuarding = 1;
  }
}
