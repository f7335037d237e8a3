#include "answer/render.h"

#define SMALLEST INT64_C(128)
/* The largest blocks that TSIOBufferSizedCreate takes, and how many of them are filled in one call. */
#define LARGEST_INDEX TS_IOBUFFER_SIZE_INDEX_32K
#define ROOMS 12

/* The index of the smallest blocks that take size bytes, or else of the largest blocks. */
static TSIOBufferSizeIndex index_of(int64_t size)
{
    int index = TS_IOBUFFER_SIZE_INDEX_128;
    while (index < LARGEST_INDEX && (SMALLEST << index) < size) {
        index++;
    }
    return (TSIOBufferSizeIndex)index;
}

/* Makes room for size bytes, or for as many of them as ROOMS blocks take. Returns how many blocks. */
static int32_t make_rooms(TSIOBuffer buffer, int64_t size, struct tsmp4_room *rooms)
{
    int32_t count = 0;
    for (int64_t left = size; left > 0 && count < ROOMS; count++) {
        struct tsmp4_room *room = &rooms[count];
        int64_t free = 0;
        room->bytes = TSIOBufferBlockWriteStart(TSIOBufferStart(buffer), &free);
        room->size = free < left ? free : left;
        TSIOBufferProduce(buffer, room->size);
        left -= room->size;
    }
    return count;
}

/*
 * The blocks belong to a buffer of their own until they are filled; then out has them by reference. So they are no larger
 * than they have to be, wherever they stand in out.
 */
int64_t render_into(TSIOBuffer out, struct engine_seek *engine, int64_t offset, int64_t size)
{
    struct tsmp4_room rooms[ROOMS];
    TSIOBuffer buffer = TSIOBufferSizedCreate(index_of(size));
    TSIOBufferReader reader = TSIOBufferReaderAlloc(buffer);
    int32_t count = make_rooms(buffer, size, rooms);
    int64_t added = 0;
    if (engine_seek_render(engine, offset, rooms, count) == TSMP4_OK) {
        added = TSIOBufferCopy(out, reader, TSIOBufferReaderAvail(reader), 0);
    }
    TSIOBufferReaderFree(reader);
    TSIOBufferDestroy(buffer);
    return added;
}
