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

#define TSMP4_ENGINE_VERSION 1
#define TSMP4_REASON_SIZE 256

/* What a call to the engine returns. */
enum tsmp4_verdict {
    TSMP4_DECLINED = 0,    /* serve the file untouched; answer.reason says why, "" when there is nothing to say */
    TSMP4_OK = 1,          /* the call did what it is for */
    TSMP4_MORE = 2,        /* collect: more bytes of the file are needed */
    TSMP4_BAD_REQUEST = 3, /* open: answer 400 with answer.reason as the body */
    TSMP4_WHOLE = 4        /* open: the whole file is what was asked for (start=0, not a number): nothing to report */
};

/* What the client asked, as it stood in the query: not percent-decoded, not terminated. Lives for the call. */
struct tsmp4_request {
    const char *start;  /* value of the start argument; NULL when the query has none */
    int64_t start_size; /* bytes at start */
    const char *end;    /* value of the end argument; NULL when the query has none */
    int64_t end_size;   /* bytes at end */
    int64_t moov_max;   /* the rule's cap on a moov, in bytes */
};

/* Filled by the shim with zeros before each call, by the engine during it; lives for the call. */
struct tsmp4_answer {
    int64_t seek;                   /* open: the handle of the seek, given back with close; 0 = none */
    int64_t length;                 /* plan: bytes of the whole cut */
    int64_t source_begin;           /* plan: first byte of the file that is in the cut */
    int64_t source_end;             /* plan: one past the last byte of the file that is in the cut */
    int64_t moov_size;              /* collect: bytes of the moov once its header was seen; 0 before */
    char reason[TSMP4_REASON_SIZE]; /* UTF-8, terminated */
};

/* A stretch of a cut that is of one kind. Filled by the engine during the call that delivers it. */
struct tsmp4_piece {
    int64_t begin;  /* its first byte in the cut */
    int64_t end;    /* one past its last byte in the cut */
    int64_t source; /* where its bytes are in the file, never before those of an earlier piece; -1 = they are rendered */
};

/* The engine's calls: thread safe; none throws, blocks on I/O or keeps a pointer past its return. */
struct tsmp4_engine {
    int32_t version; /* TSMP4_ENGINE_VERSION of the engine */
    int32_t reserved;
    /* Begins a seek: OK with a handle, WHOLE, BAD_REQUEST or DECLINED. */
    int32_t (*open)(const struct tsmp4_request *request, struct tsmp4_answer *answer);
    /* The next bytes of the file, from its first: MORE, OK when the moov is complete, or DECLINED. */
    int32_t (*collect)(int64_t seek, const void *bytes, int64_t size, struct tsmp4_answer *answer);
    /* The cut, after collect said OK; source_size is the file's length or -1 when it is not known. OK or DECLINED. */
    int32_t (*plan)(int64_t seek, int64_t source_size, struct tsmp4_answer *answer);
    /* The piece of the cut that byte offset is in; OK, or DECLINED when the stream must be aborted. */
    int32_t (*piece)(int64_t seek, int64_t offset, struct tsmp4_piece *piece);
    /* Writes bytes [offset, offset + size) of the cut, all of one rendered piece; OK or DECLINED, as for piece. */
    int32_t (*render)(int64_t seek, int64_t offset, void *into, int64_t size);
    /* Ends a seek. A handle that is not open is ignored. */
    void (*close)(int64_t seek);
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
