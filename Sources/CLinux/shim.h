// What the Glibc module leaves out: epoll and accept4, how memory is handed out, and local time without pointers.
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>

extern int accept4(int socket, struct sockaddr *address, socklen_t *length, int flags);

// Bounds the regions from which threads are given memory.
static inline void clinux_limit_arenas(int count) { mallopt(M_ARENA_MAX, count); }

// Sets the time zone of the process: the C library keeps one.
static inline void clinux_use_amsterdam_time(void) {
  setenv("TZ", "Europe/Amsterdam", 1);
  tzset();
}

// Seconds by which local time is ahead of UTC at a second since 1970.
static inline int clinux_offset_seconds(int64_t second) {
  time_t moment = second;
  struct tm local = {0};
  localtime_r(&moment, &local);
  return (int)local.tm_gmtoff;
}
