/*
 * engine.h - the contract between the shim (C) and the engine (Java), and the whole of it.
 *
 * Both sides see only these structs and functions. The JNA structures in io.github.tsmp4java.bridge repeat them, and a
 * test compares sizes and offsets.
 *
 * 0 always means "declined: serve the file untouched". JNA returns 0 when a callback throws or was collected, and
 * leaves the answer unwritten when a thread cannot attach. The shim fills the answer with zeros before each call, so
 * an engine that fails in any way declines.
 */
#ifndef TSMP4_ENGINE_H
#define TSMP4_ENGINE_H

#include <stdint.h>

#define TSMP4_ENGINE_VERSION 10
#define TSMP4_REASON_SIZE 256
#define TSMP4_TAG_SIZE 256
#define TSMP4_CONTENT_RANGE_SIZE 80
#define TSMP4_ABOUT_SIZE 128
/* The most places ahead that are named, and the fewest bytes from one to the next. */
#define TSMP4_AHEAD 16
#define TSMP4_AHEAD_APART 65536
/* How many pieces of a cut are told with it. Most cuts have no more. */
#define TSMP4_PIECES 2

/* What a call to the engine returns. */
enum tsmp4_verdict {
    TSMP4_DECLINED = 0,    /* serve the file untouched; answer.decline says why */
    TSMP4_OK = 1,          /* the call did what it is for */
    TSMP4_MORE = 2,        /* find, collect: answer.need says which bytes of the file are needed */
    TSMP4_BAD_REQUEST = 3, /* open: answer 400, with answer.decline.reason as the body */
    TSMP4_WHOLE = 4,       /* open: the whole file is what was asked for (start=0, not a number) */
    TSMP4_BUSY = 5         /* find: another seek is building the index of this file, or just has; ask again */
};

/* Why a call was declined. 0 also stands there when the engine could not say. */
enum tsmp4_cause {
    TSMP4_CAUSE_ENGINE = 0,  /* the engine failed */
    TSMP4_CAUSE_FILE = 1,    /* the file cannot be cut */
    TSMP4_CAUSE_MEMORY = 2,  /* the budget for moovs, or the Java heap, is full */
    TSMP4_CAUSE_PARTS = 3,   /* the shim's own: another plugin of the rule asks for parts of the file */
    TSMP4_CAUSE_STALLED = 4, /* the shim's own: the engine does not answer, and was not asked */
    TSMP4_CAUSE_HEADER = 5,  /* the shim's own: the header of the file has too many fields */
    TSMP4_CAUSE_TYPE = 6     /* the shim's own: the rule cuts no content of this type */
};

/* Bytes that are not terminated; they live for the call. */
struct tsmp4_text {
    const char *bytes; /* NULL = there is none */
    int64_t size;
};

/* What the client asked, as it stands in the query (not percent-decoded) and in the header. */
struct tsmp4_request {
    struct tsmp4_text start; /* value of the start argument */
    struct tsmp4_text end;   /* value of the end argument */
    struct tsmp4_text range; /* this and the next: the header field, where the client sent exactly one */
    struct tsmp4_text if_range;
    struct tsmp4_text if_match; /* this and the next: all fields of that name as one list */
    struct tsmp4_text if_none_match;
    int64_t moov_max;     /* the rule's limit for one moov, in bytes */
    int64_t index_budget; /* the rule's limit for all moovs of the process, in bytes; the largest rule counts */
    int32_t is_head;      /* whether the method is HEAD, for which a range means nothing */
    int32_t exact;        /* whether playback begins at the start itself, not at the key frame before it */
    int32_t loose_time;   /* whether times are also 1:30 and the like */
    int32_t reserved;
};

/* How the file can be read. */
enum tsmp4_use {
    TSMP4_USE_STREAM = 0,   /* it will be given to collect from its first byte on */
    TSMP4_USE_SEEKABLE = 1, /* any part of it can be read */
    TSMP4_USE_AHEAD = 2     /* nothing of it is known yet but its URL */
};

/* The file that a response header describes. The engine finds the index of the file by these fields. */
struct tsmp4_source {
    struct tsmp4_text url; /* of the cache, or else of the origin; without the seek arguments */
    struct tsmp4_text etag;
    struct tsmp4_text last_modified; /* only where the dates tell the file from others at its URL */
    struct tsmp4_text date;
    int64_t size; /* in bytes; -1 = not known */
    int32_t use;  /* of enum tsmp4_use */
    int32_t reserved;
};

/* MORE: the bytes of the file to read next. */
struct tsmp4_need {
    int64_t position;           /* where they begin */
    int64_t size;               /* how many are needed from there on for sure */
    int64_t ahead[TSMP4_AHEAD]; /* where more will be needed later, as far as the file says; the rest is 0 */
};

/* A stretch of the cut that is of one kind. */
struct tsmp4_piece {
    int64_t begin;  /* its first byte in the cut */
    int64_t end;    /* one past its last byte in the cut */
    int64_t source; /* where those bytes are in the file, to be copied; -1 = render makes them */
};

/* OK of find and plan: how to answer the client. Bytes [begin, end) of the cut are sent. */
struct tsmp4_cut {
    int64_t length; /* bytes of the whole cut */
    int64_t begin;
    int64_t end;          /* begin = nothing is sent */
    int64_t source_begin; /* the lowest byte of the file that is sent; source_end = none is */
    int64_t source_end;   /* one past the highest */
    /* In nanoseconds of the movie, rounded up; -1 = more than 63 bits can hold. */
    int64_t time_begin; /* where the cut begins */
    int64_t time_end;   /* where it ends */
    int64_t duration;   /* of the whole movie */
    int32_t status;     /* 200, 206, 304, 412 or 416 */
    int32_t is_exact;   /* whether it begins where it was asked to, and not at the key frame before */
    struct tsmp4_piece pieces[TSMP4_PIECES]; /* the one that byte begin is in, and the next; end 0 = there is none */
    char content_range[TSMP4_CONTENT_RANGE_SIZE]; /* the field of a 206 or 416; "" = none */
    char etag[TSMP4_TAG_SIZE];                    /* the entity tag of the cut; "" = none */
};

/* DECLINED and BAD_REQUEST: why. */
struct tsmp4_decline {
    int32_t cause; /* of enum tsmp4_cause */
    int32_t reserved;
    char reason[TSMP4_REASON_SIZE]; /* UTF-8, terminated; "" = nothing to say */
};

/* Filled by the shim with zeros before each call, by the engine during it. The verdict says which part counts. */
struct tsmp4_answer {
    int64_t seek;      /* open: the handle of the seek, to be given back with close; 0 = none */
    int64_t moov_size; /* collect: bytes of the moov once its header was seen; 0 before */
    struct tsmp4_need need;
    struct tsmp4_cut cut;
    struct tsmp4_decline decline;
};

/* Where render writes to. */
struct tsmp4_room {
    void *bytes; /* the shim's; for the call */
    int64_t size;
};

/* Since the engine started. */
struct tsmp4_counters {
    int64_t index_hits;
    int64_t index_misses;
    int64_t index_evictions;
    int64_t indexes;          /* in memory now */
    int64_t budget_used;      /* bytes, now: moovs being collected, being built and kept */
    int64_t parse_failures;   /* files that cannot be cut */
    int64_t calls;            /* of open, find, collect, plan, piece and render */
    int64_t call_nanoseconds; /* what they took together */
    int64_t scattered; /* files of which less than half of a cut was of use, because their samples lie far apart */
    int64_t repaired;  /* indexes built of files in which something had to be put right */
};

/* The engine's calls: thread safe; none throws, waits for I/O or keeps a pointer past its return. */
struct tsmp4_engine {
    int32_t version; /* TSMP4_ENGINE_VERSION of the engine */
    int32_t reserved;
    /*
     * Begins a seek: OK with a handle, WHOLE, BAD_REQUEST or DECLINED. source: NULL = the file is not known yet. If it
     * is given, open also names the file, and answers as find does; answer.seek is the handle, even if find declined.
     */
    int32_t (*open)(const struct tsmp4_request *request, const struct tsmp4_source *source,
                    struct tsmp4_answer *answer);
    /*
     * Names the file of the seek. OK = its index is known, and the answer is that of plan. MORE = collect the index.
     * BUSY = another seek is collecting it; only for a file of which any part can be read. May be called again, also
     * for another file. With TSMP4_USE_AHEAD, the engine makes the cut of the file that was last found at the URL: OK,
     * with nothing in the answer.
     */
    int32_t (*find)(int64_t seek, const struct tsmp4_source *source, struct tsmp4_answer *answer);
    /* Takes bytes of the file, which begin at position: MORE, OK when the moov is complete, or DECLINED. */
    int32_t (*collect)(int64_t seek, int64_t position, const void *bytes, int64_t size, struct tsmp4_answer *answer);
    /* Builds the index and plans the cut, after collect said OK: OK or DECLINED. Takes long when the moov is large. */
    int32_t (*plan)(int64_t seek, struct tsmp4_answer *answer);
    /* The piece of the cut that byte offset is in: OK, or DECLINED when the stream must be aborted. */
    int32_t (*piece)(int64_t seek, int64_t offset, struct tsmp4_piece *piece);
    /*
     * Fills the rooms one after another with the cut from offset on, within one rendered piece: OK, or DECLINED as
     * above.
     */
    int32_t (*render)(int64_t seek, int64_t offset, const struct tsmp4_room *rooms, int32_t count);
    /* Ends a seek. A handle that is not open is ignored. */
    void (*close)(int64_t seek);
    /* Forgets all indexes, each as soon as no seek uses it: this copy of the plugin is retired. */
    void (*clear)(void);
    void (*count)(struct tsmp4_counters *counters);
    char about[TSMP4_ABOUT_SIZE]; /* the Java VM and its heap, for the operator: UTF-8, terminated */
};

/* How much a line for the operator matters. */
enum tsmp4_level {
    TSMP4_NOTE = 0,    /* nothing is wrong, or not with the server: a file that cannot be cut */
    TSMP4_WARNING = 1, /* a setting or an origin should be looked at */
    TSMP4_ERROR = 2    /* the engine or the plugin failed */
};

/* What the engine may ask of the shim: thread safe, valid until it is stopped. */
struct tsmp4_host {
    int32_t version; /* TSMP4_ENGINE_VERSION of the shim */
    int32_t reserved;
    /*
     * One line for the operator, UTF-8, terminated, without a line end; the shim limits the rate. level: of enum
     * tsmp4_level.
     */
    void (*log)(int32_t level, const char *line);
};

#endif
