/* A fixed amount of work without memory, shared among threads: what this machine gives to several at this moment.
 *
 *     spin THREADS */
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

enum { MOST = 64 };

static uint64_t share;

static void *spin(void *sum)
{
    uint64_t x = 1;
    for (uint64_t i = 0; i < share; i++)
        x = x * 6364136223846793005u + 1442695040888963407u;
    *(uint64_t *)sum = x;
    return NULL;
}

int main(int argc, char **argv)
{
    int count = argc > 1 ? atoi(argv[1]) : 1;
    pthread_t threads[MOST];
    uint64_t sums[MOST];
    if (count < 1 || count > MOST)
        return 2;
    share = 600000000u / (uint64_t)count;
    for (int i = 0; i < count; i++)
        if (pthread_create(&threads[i], NULL, spin, &sums[i]) != 0)
            return 2;
    for (int i = 0; i < count; i++)
        pthread_join(threads[i], NULL);
    return sums[0] == 0;
}
