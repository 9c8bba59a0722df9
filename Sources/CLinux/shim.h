// What the Glibc module leaves out: epoll and accept4.
#include <sys/epoll.h>
#include <sys/socket.h>

extern int accept4(int socket, struct sockaddr *address, socklen_t *length, int flags);
