// SPDX-License-Identifier: MIT
// A signal handler that calls malloc, which it must not: when it has interrupted a call the program
// ends with one line, even if it calls malloc when it is told of the end. "let through" if that does
// not happen within some seconds.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

static void on_signal(int number)
{
    (void)number;
    free(malloc(10));
}

int main(void)
{
    signal(SIGALRM, on_signal);
    signal(SIGABRT, on_signal);
    setitimer(ITIMER_REAL, &(struct itimerval){{0, 200}, {0, 200}}, NULL);
    for (time_t end = time(NULL) + 10; time(NULL) < end;)
        for (int i = 0; i < 10000; i++) free(malloc(100));
    setitimer(ITIMER_REAL, &(struct itimerval){0}, NULL);
    puts("let through");
    return 0;
}
