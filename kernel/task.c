// SPDX-License-Identifier: MIT
#include "task.h"

#include "kmalloc.h"
#include "stack.h"

struct task {
    struct task *next;
    void *flow; // where it goes on: see port_switch
    void *stack;
    void (*run)(void *);
    void *argument;
};

static struct task main_task;
static struct task *running = &main_task;
static struct task *first, *last; // of those that wait for their turn
static struct task *ended;        // but it has still its stack, on which it made its last step
static size_t count;

static void put_last(struct task *t)
{
    t->next = NULL;
    *(first == NULL ? &first : &last->next) = t;
    last = t;
}

// To the task whose turn it is; returns when it is this one's again.
static void go_on(void)
{
    struct task *left = running;
    running = first;
    first = first->next;
    port_switch(&left->flow, running->flow);
}

// A task cannot free the stack on which it runs, so who comes next does.
static void bury(void)
{
    if (ended == NULL) return;
    stack_give(ended->stack);
    kfree(ended);
    ended = NULL;
}

// The first step of every task, and the last.
static void begin(void)
{
    bury();
    running->run(running->argument);
    ended = running;
    count--;
    go_on(); // the main flow at least waits
}

bool task_start(void (*run)(void *argument), void *argument)
{
    struct task *t = kmalloc(sizeof *t);
    void *stack = t != NULL ? stack_take() : NULL;
    if (stack == NULL) {
        kfree(t);
        return false;
    }
    void **flow = (void **)stack - port_flow.words;
    flow[port_flow.address] = (void *)begin;
    *t = (struct task){NULL, flow, stack, run, argument};
    put_last(t);
    count++;
    return true;
}

void task_yield(void)
{
    if (first == NULL) return;
    put_last(running);
    go_on();
    bury();
}

size_t task_count(void)
{
    return count;
}

void task_wait(void)
{
    while (count > 0) task_yield();
}
