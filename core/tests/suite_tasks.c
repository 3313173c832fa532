// SPDX-License-Identifier: MIT
// tasks: they take steps in turn, end in any order, and leave nothing behind.
#include "containers/tasks.h"
#include "suite_refuse.h"

// What a task of these tests is told: how many steps it takes, and what it says at each.
struct plan {
    unsigned steps;
    char mark;
    struct ash_tasks *tasks; // where its last step makes a new task, or NULL
    struct plan *next;
};

static char said[64];
static size_t length;

static bool step(void *argument, unsigned char *work)
{
    struct plan *plan = argument;
    said[length++] = plan->mark;
    said[length] = 0;
    // The work area is the task's own: it counts the steps there.
    if (++work[0] < plan->steps) return true;
    if (plan->tasks != NULL) ash_tasks_create(plan->tasks, "child", 10, step, plan->next);
    return false;
}

static bool same(const char *a, const char *b)
{
    while (*a != 0 && *a == *b) a++, b++;
    return *a == *b;
}

static void rounds(struct ash_tasks *tasks, unsigned n)
{
    for (; n > 0; n--) ash_tasks_round(tasks);
}

static const char *tasks_end_in_any_order(const struct suite_run *r)
{
    struct plan plans[] = {{3, 'a', NULL, NULL}, {1, 'b', NULL, NULL}, {2, 'c', NULL, NULL}};
    static const char *const names[] = {"clock", "shell", "disk"};
    struct ash_pool pool = suite_pool(r);
    struct ash_tasks tasks;
    length = 0;
    ash_tasks_init(&tasks, &pool);
    EXPECT(ash_tasks_count(&tasks) == 0 && ash_tasks_at(&tasks, 0) == NULL, "there is a task");
    for (size_t i = 0; i < 3; i++)
        EXPECT(ash_tasks_create(&tasks, names[i], 500, step, &plans[i]), "room is refused");
    EXPECT(suite_stats(r).blocks == 7, "three tasks are not seven blocks");
    EXPECT(same(ash_string_text(&ash_tasks_at(&tasks, 1)->name), "shell"), "a name is wrong");
    rounds(&tasks, 1);
    EXPECT(same(said, "abc") && ash_tasks_count(&tasks) == 2, "the first round goes wrong");
    EXPECT(suite_stats(r).blocks == 5, "an ended task leaves a block behind");
    EXPECT(same(ash_string_text(&ash_tasks_at(&tasks, 1)->name), "disk"), "a name is wrong");
    rounds(&tasks, 3);
    EXPECT(same(said, "abcaca") && ash_tasks_count(&tasks) == 0, "the tasks do not end");
    ash_tasks_drop(&tasks);
    return suite_pool_empty(r);
}

// The last step of a task makes another, which takes its first step in the same round.
static const char *tasks_make_tasks(const struct suite_run *r)
{
    struct ash_pool pool = suite_pool(r);
    struct ash_tasks tasks;
    struct plan third = {2, 'z', NULL, NULL};
    struct plan second = {1, 'y', &tasks, &third};
    struct plan first = {2, 'x', &tasks, &second};
    length = 0;
    ash_tasks_init(&tasks, &pool);
    EXPECT(ash_tasks_create(&tasks, "first", 1, step, &first), "room is refused");
    rounds(&tasks, 2);
    EXPECT(same(said, "xxyz") && ash_tasks_count(&tasks) == 1, "a new task waits its turn wrong");
    rounds(&tasks, 1);
    EXPECT(same(said, "xxyzz") && ash_tasks_count(&tasks) == 0, "a new task does not end");
    ash_tasks_drop(&tasks);
    return suite_pool_empty(r);
}

static bool idle(void *argument, unsigned char *work)
{
    if (work != NULL) *(bool *)argument = false; // a task without work area is given one
    return true;
}

static const char *tasks_ended_from_outside(const struct suite_run *r)
{
    struct ash_pool pool = suite_pool(r);
    struct ash_tasks tasks;
    bool right = true;
    ash_tasks_init(&tasks, &pool);
    for (size_t i = 0; i < 4; i++)
        EXPECT(ash_tasks_create(&tasks, "", 0, idle, &right), "room is refused");
    EXPECT(suite_stats(r).blocks == 1, "a task without name and work area takes a block");
    rounds(&tasks, 2);
    EXPECT(right, "a task without work area is given one");
    EXPECT(ash_tasks_end(&tasks, 2) && ash_tasks_end(&tasks, 0), "a task cannot be ended");
    EXPECT(!ash_tasks_end(&tasks, 2) && ash_tasks_count(&tasks) == 2, "a task that is none ends");
    ash_tasks_drop(&tasks);
    EXPECT(ash_tasks_count(&tasks) == 0, "a task outlives the list");
    return suite_pool_empty(r);
}

static const char *refused_tasks(const struct ash_pool *pool)
{
    struct ash_tasks tasks;
    struct plan child = {1, 'd', NULL, NULL};
    struct plan plans[] = {{2, 'a', &tasks, &child}, {1, 'b', NULL, NULL}, {3, 'c', NULL, NULL}};
    length = 0;
    ash_tasks_init(&tasks, pool);
    for (size_t i = 0; i < 6; i++) {
        struct ash_vec before = tasks.list;
        bool made = ash_tasks_create(&tasks, "a task", 40, step, &plans[i % 3]);
        EXPECT(ash_tasks_count(&tasks) == before.length + made, "the tasks are counted wrong");
        EXPECT(made || tasks.list.capacity == before.capacity, "a refused task changes the list");
    }
    rounds(&tasks, 2);
    for (size_t i = 0; i < ash_tasks_count(&tasks); i++)
        EXPECT(ash_tasks_at(&tasks, i)->argument == &plans[2], "the wrong tasks have ended");
    ash_tasks_drop(&tasks);
    return NULL;
}

static const char *tasks_refusals(const struct suite_run *r)
{
    return suite_refuse(r, refused_tasks);
}

static const struct suite_test tests[] = {
    {"tasks_end_in_any_order", SUITE_GRANTS | SUITE_ROOMY, tasks_end_in_any_order},
    {"tasks_make_tasks", SUITE_GRANTS, tasks_make_tasks},
    {"tasks_ended_from_outside", SUITE_GRANTS, tasks_ended_from_outside},
    {"tasks_refusals", SUITE_GRANTS, tasks_refusals},
};
SUITE_GROUP(ash_suite_tasks, tests);
