#!/bin/bash
# SPDX-License-Identifier: MIT
# Real programs with libashlar in the place of the C library's malloc, for ci/hosted, which sources
# this: what they say, and how they end, must be what it is without.

programs=build/programs

# The command prints what is to be compared.
same() { # NAME COMMAND ARGUMENT...
    local name=hosted/programs/$1 log=$programs/$1 status
    shift
    "$@" >"$log.plain" 2>&1
    status=$?
    env "LD_PRELOAD=$library" "$@" >"$log.ours" 2>&1
    if [ $? -eq $status ] && [ -s "$log.plain" ] && cmp -s "$log.plain" "$log.ours"; then
        pass "$name"
    else
        fail "$name" "not the same, see $log.plain and $log.ours"
    fi
}

# python3 with all its objects from malloc, on tests of its own: how many it has run, and skipped.
python() {
    same python bash -c "PYTHONMALLOC=malloc timeout 200 /usr/bin/python3 -m unittest -b test.test_list test.test_dict \
        test.test_unicode test.test_bytes test.test_array test.test_gc test.test_threading test.test_fork1 2>&1 |
        grep -E '^(Ran|OK|FAILED)' | sed 's/ in [0-9.]*s\$//'"
    if ! grep -q ^OK "$programs/python.plain"; then
        fail hosted/programs/python_as_it_is "$(xargs <"$programs/python.plain")"
    fi
}

compilers() {
    local compiler
    build build/ashlar.c || return
    for compiler in gcc clang; do
        same $compiler bash -c "$compiler -O2 -c build/ashlar.c -o $programs/ashlar.o && sha256sum <$programs/ashlar.o"
    done
}

database() {
    cat >"$programs/queries" <<'END'
create table things(id integer primary key, name text, weight real);
with recursive n(i) as (select 1 union all select i + 1 from n where i < 60000)
  insert into things select i, 'thing ' || (i * 7919 % 60000), i * 0.5 from n;
create index by_name on things(name);
select count(*), sum(weight), min(name), max(name) from things;
select substr(name, 1, 8) as start, count(*) from things group by start order by 2 desc, 1 limit 10;
delete from things where id % 3 = 0;
vacuum;
pragma integrity_check;
select group_concat(name) from (select name from things order by name limit 2000);
END
    same sqlite3 sqlite3 -init /dev/null :memory: ".read $programs/queries"
}

# A repository of the files of this one, packed, checked and read.
history() {
    local folder=$PWD/$programs/repository
    rm -rf "$folder"
    mkdir -p "$folder"
    cp -r core kernel ci "$folder"
    export GIT_AUTHOR_DATE='2000-01-01T00:00:00Z' GIT_COMMITTER_DATE='2000-01-01T00:00:00Z'
    export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b
    same git bash -c "cd $folder && rm -rf .git && git init -q -b main . && git add core && git commit -qm one &&
        git add kernel && git commit -qm two && git add ci && git commit -qm three && git repack -qadf --threads=2 &&
        git fsck --no-progress && git log -p --stat | sha256sum && git grep -c struct | sha256sum"
}

# A server with clients of both kinds: what it holds at the end is what it was told.
redis() { # ours or plain: prints what it says of itself
    local socket=$PWD/$programs/redis-$1 server how=()
    [ "$1" = plain ] || how=(env "LD_PRELOAD=$library")
    "${how[@]}" redis-server --port 0 --unixsocket "$socket" --save '' --daemonize no >"$socket.log" 2>&1 &
    server=$!
    for _ in {1..100}; do
        [ ! -S "$socket" ] || break
        sleep 0.1
    done
    timeout 60 "${how[@]}" redis-benchmark -s "$socket" -q -n 20000 -c 20 -r 5000 -d 100 \
        -t set,lpush,lpop,sadd,hset,mset >"$socket.benchmark" 2>&1
    timeout 60 redis-cli -s "$socket" --raw eval "for i = 1, 20000 do
        redis.call('set', 'k' .. i % 3000, string.rep('x', i % 700)) end
        return redis.call('strlen', 'k77') .. ' ' .. redis.call('llen', 'mylist')" 0
    timeout 60 redis-cli -s "$socket" --raw eval "local n = 0
        for i = 0, 2999 do n = n + redis.call('strlen', 'k' .. i) end return n" 0
    [ "$1" = plain ] || grep -q libashlar "/proc/$server/maps" || echo "it does not run on libashlar"
    timeout 60 redis-cli -s "$socket" shutdown nosave
    wait $server
    echo "ended with status $?"
}

servers() {
    redis plain >"$programs/redis.plain" 2>&1
    redis ours >"$programs/redis.ours" 2>&1
    if cmp -s "$programs/redis.plain" "$programs/redis.ours" && grep -q 'status 0$' "$programs/redis.ours"; then
        pass hosted/programs/redis
    else
        fail hosted/programs/redis "$(xargs <"$programs/redis.ours")"
    fi
}

# All of the above would pass on the C library's malloc: is it ours that runs?
takes_place() {
    local blocks
    blocks=$(LD_PRELOAD=$library ASHLAR_OPTIONS=stats=exit sqlite3 :memory: 'select 1' 2>&1 |
        sed -n 's/^ashlar: blocks: *//p')
    if [ "${blocks:-0}" -gt 0 ]; then
        pass hosted/programs/on_ours
    else
        fail hosted/programs/on_ours "no figures of libashlar's"
    fi
}

stress() {
    local said
    said=$(timeout 100 env "LD_PRELOAD=$library" stress-ng --malloc 2 --malloc-ops 100000 --malloc-pthreads 2 \
        --malloc-touch --verify --timeout 30 2>&1)
    if grep -q 'successful run completed' <<<"$said" && ! grep -qi fail <<<"$said"; then
        pass hosted/programs/stress-ng
    else
        fail hosted/programs/stress-ng "$(tail -n 3 <<<"$said")"
    fi
}
