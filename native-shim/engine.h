/*
 * engine.h - the contract between the shim (C) and the engine (Java), and the whole of it.
 *
 * Both sides see only these structs and functions. The JNA structures in io.github.tsmp4java.bridge repeat them;
 * a test compares sizes and offsets.
 *
 * 0 always means "declined: serve the file untouched". JNA answers 0 when a callback throws or was collected, and
 * leaves the answer unwritten when a thread cannot attach; so the shim fills the answer before each call, and an
 * engine that fails in any way declines.
 */
#ifndef TSMP4_ENGINE_H
#define TSMP4_ENGINE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TSMP4_ENGINE_VERSION 4
#define TSMP4_REASON_SIZE 256
#define TSMP4_TAG_SIZE 256
#define TSMP4_CONTENT_RANGE_SIZE 80
#define TSMP4_VERSION_SIZE 512
/* Places ahead that are told at most, and how many bytes lie at least from one to the next. */
#define TSMP4_AHEAD 16
#define TSMP4_AHEAD_APART 65536

/* What a call to the engine returns. */
enum tsmp4_verdict {
    TSMP4_DECLINED = 0,    /* serve the file untouched; answer.reason says why, "" when there is nothing to say */
    TSMP4_OK = 1,          /* the call did what it is for */
    TSMP4_MORE = 2,        /* find, collect: bytes of the file are needed, from answer.position on */
    TSMP4_BAD_REQUEST = 3, /* open: answer 400 with answer.reason as the body */
    TSMP4_WHOLE = 4,       /* open: the whole file is what was asked for (start=0, not a number): nothing to report */
    TSMP4_BUSY = 5         /* find: another seek is building the index of this file; ask again */
};

/* What a call was declined for. 0: also what stands there when the engine did not get to say it. */
enum tsmp4_cause {
    TSMP4_CAUSE_ENGINE = 0, /* the engine failed */
    TSMP4_CAUSE_FILE = 1,   /* the file cannot be cut */
    TSMP4_CAUSE_MEMORY = 2  /* the budget for moovs, or the Java heap, is full */
};

/* Bytes that are not terminated; they live for the call. */
struct tsmp4_text {
    const char *bytes; /* NULL = there is none */
    int64_t size;
};

/* What the client asked, as it stood in the query (not percent-decoded) and in the header. */
struct tsmp4_request {
    struct tsmp4_text start;         /* value of the start argument */
    struct tsmp4_text end;           /* value of the end argument */
    struct tsmp4_text range;         /* these four: header fields, where the client sent exactly one */
    struct tsmp4_text if_range;
    struct tsmp4_text if_match;
    struct tsmp4_text if_none_match;
    int64_t moov_max;                /* the rule's cap on a moov, in bytes */
    int64_t index_budget;            /* what the rule allows all moovs of the process, in bytes; the largest counts */
    int32_t is_head;                 /* whether the method is HEAD, for which a range means nothing */
    int32_t exact;                   /* whether playback begins at the start itself instead of the key frame before */
};

/* What find is asked for. */
enum tsmp4_use {
    TSMP4_USE_STREAM = 0,   /* the file will be given to collect from its first byte on */
    TSMP4_USE_SEEKABLE = 1, /* it can be read anywhere */
    TSMP4_USE_GUESS = 2     /* only its URL is known: it is taken for the file last found at that */
};

/* The file that a response header speaks of: what its index is remembered by. */
struct tsmp4_source {
    struct tsmp4_text url;           /* of the cache, without the seek arguments */
    struct tsmp4_text etag;
    struct tsmp4_text last_modified; /* where the dates tell the file from others at its URL; else there is none */
    struct tsmp4_text date;
    int64_t size;                    /* in bytes; -1 = not known */
    int32_t use;                     /* of enum tsmp4_use */
    int32_t reserved;
};

/* Filled by the shim with zeros before each call, by the engine during it; lives for the call. */
struct tsmp4_answer {
    int64_t seek;         /* open: the handle of the seek, given back with close; 0 = none */
    int64_t moov_size;    /* collect: bytes of the moov once its header was seen; 0 before */
    int64_t position;     /* MORE: where in the file the next byte stands that is wanted */
    int64_t wanted;       /* MORE: how many bytes from there on are wanted for sure */
    int64_t ahead[TSMP4_AHEAD]; /* MORE: where bytes will be wanted then, as far as the file says; the rest is 0 */
    int64_t length;       /* find, plan: bytes of the whole cut */
    int64_t begin;        /* find, plan: the first byte of the cut to send */
    int64_t end;          /* find, plan: one past the last; begin = nothing is sent */
    int64_t source_begin; /* find, plan: the lowest byte of the file among those; source_end = none is */
    int64_t source_end;   /* find, plan: one past the highest */
    int64_t source_size;  /* find for a guess: bytes of the file that was taken */
    int32_t status;       /* find, plan: 200, 206, 304, 412 or 416 */
    int32_t cause;        /* DECLINED: of enum tsmp4_cause */
    char content_range[TSMP4_CONTENT_RANGE_SIZE]; /* find, plan: the field of a 206 or 416; "" = none */
    char etag[TSMP4_TAG_SIZE];                    /* find, plan: the cut's entity tag; "" = none */
    char reason[TSMP4_REASON_SIZE];               /* UTF-8, terminated */
    /* find for a guess: a strong ETag of that file; or its ETag, Last-Modified and Date, line feeds between them */
    char version[TSMP4_VERSION_SIZE];
};

/* A stretch of the cut that is of one kind. */
struct tsmp4_piece {
    int64_t begin;  /* its first byte in the cut */
    int64_t end;    /* one past its last byte in the cut */
    int64_t source; /* where those bytes are in the file, to be copied; -1 = render makes them */
};

/* Since the engine started. */
struct tsmp4_counters {
    int64_t index_hits;
    int64_t index_misses;
    int64_t index_evictions;
    int64_t indexes;        /* in memory now */
    int64_t budget_used;    /* bytes, now: moovs being collected, built and kept */
    int64_t parse_failures; /* files that cannot be cut */
    int64_t calls;          /* of open, find, collect, plan, piece and render */
    int64_t call_nanoseconds; /* what they took together */
    int64_t scattered;      /* files of which less than half of a cut was of use: their samples lie far apart */
};

/* The engine's calls: thread safe; none throws, blocks on I/O or keeps a pointer past its return. */
struct tsmp4_engine {
    int32_t version; /* TSMP4_ENGINE_VERSION of the engine */
    int32_t reserved;
    /* Begins a seek: OK with a handle, WHOLE, BAD_REQUEST or DECLINED. */
    int32_t (*open)(const struct tsmp4_request *request, struct tsmp4_answer *answer);
    /*
     * Names the file of the seek, and what for. OK = its index is known, the answer is that of plan. MORE = collect it;
     * BUSY = another seek does, of a file that can be read anywhere. May be called again, also for another file, and
     * must be after a guess that was MORE, or of another file than it turned out to be.
     */
    int32_t (*find)(int64_t seek, const struct tsmp4_source *source, struct tsmp4_answer *answer);
    /* Bytes of the file, which stand at position in it: MORE, OK when the moov is complete, or DECLINED. */
    int32_t (*collect)(int64_t seek, int64_t position, const void *bytes, int64_t size, struct tsmp4_answer *answer);
    /* The index and the cut, after collect said OK: OK or DECLINED. Takes its time when the moov is large. */
    int32_t (*plan)(int64_t seek, struct tsmp4_answer *answer);
    /* The piece of the cut that byte offset is in: OK, or DECLINED when the stream must be aborted. */
    int32_t (*piece)(int64_t seek, int64_t offset, struct tsmp4_piece *piece);
    /* Writes bytes [offset, offset + size) of the cut, all of a rendered piece: OK, or DECLINED as above. */
    int32_t (*render)(int64_t seek, int64_t offset, void *into, int64_t size);
    /* Ends a seek. A handle that is not open is ignored. */
    void (*close)(int64_t seek);
    /* Forgets all indexes that no seek uses: this copy of the plugin is retired. */
    void (*clear)(void);
    void (*count)(struct tsmp4_counters *counters);
};

/* What the engine may ask of the shim: thread safe, valid for the life of the process. */
struct tsmp4_host {
    int32_t version; /* TSMP4_ENGINE_VERSION of the shim */
    int32_t reserved;
    /* One line for the operator, UTF-8, terminated, without a line end; the shim limits the rate. */
    void (*log)(const char *line);
};

#ifdef __cplusplus
}
#endif
#endif
