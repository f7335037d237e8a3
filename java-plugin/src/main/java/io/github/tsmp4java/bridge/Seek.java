package io.github.tsmp4java.bridge;

import com.sun.jna.Pointer;
import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.head.CutFile;
import io.github.tsmp4java.http.Conditions;
import io.github.tsmp4java.http.CutAnswer;
import io.github.tsmp4java.http.EntityTag;
import io.github.tsmp4java.index.HeadCollector;
import io.github.tsmp4java.index.MovieHead;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.index.Time;
import io.github.tsmp4java.plan.CutPlan;
import io.github.tsmp4java.plan.SeekRequest;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One seek between open and close. Its calls come one after another, from several threads. */
final class Seek {
    private static final Logger LOG = LoggerFactory.getLogger(Seek.class);
    /** Bytes copied between the heap and native memory at a time. */
    private static final int PIECE = 64 << 10;
    private static final ThreadLocal<byte[]> BUFFER = ThreadLocal.withInitial(() -> new byte[PIECE]);

    private final long handle;
    private final SeekRequest.Seek request;
    private final Conditions conditions;
    private final long moovMax;
    private final IndexCache cache;
    private final Budget budget;
    private final CutMaker maker;
    private final AheadCut ahead;
    /** The bytes being collected, and those of the file that the shim holds on to meanwhile. */
    private final Budget.Share share;
    private Optional<FileKey> key = Optional.empty();
    private Optional<EntityTag> tag = Optional.empty();
    private Source source;
    private boolean seekable;
    private HeadCollector collector;
    /** There is an index of the file for other seeks. */
    private boolean follows;
    private long fed;
    private boolean again;
    private IndexCache.Entry entry;
    private CutCache.Cut cut;
    private CutFile file;

    /** @param request the seek that was asked for */
    Seek(long handle, Request asked, SeekRequest.Seek request, IndexCache cache, Budget budget) {
        this.handle = handle;
        this.request = request;
        this.conditions = asked.conditions();
        this.moovMax = Math.min(asked.moovMax(), Math.min(asked.indexBudget(), budget.limit()) / 2);
        this.cache = cache;
        this.budget = budget;
        this.maker = new CutMaker(cache, budget);
        this.ahead = new AheadCut(cache, maker);
        this.share = budget.share();
    }

    synchronized int find(Source source, Answer answer) throws CutException, NoRoom {
        this.source = source;
        if (source.use() == Use.AHEAD) {
            ahead.make(request, source, moovMax);
            return Verdict.OK;
        }
        letGo();
        tag = source.tag();
        seekable = source.seekable();
        key = source.key(moovMax);
        // Held before anything else: should the Java heap be full now, it is given back.
        entry = key.flatMap(cache::find).orElse(null);
        cut = ahead.take(entry);
        // A partial index is followed by that of the whole file: none is read more than twice.
        IndexCache.Entry partial = entry != null && !maker.serves(entry, request) ? entry : null;
        follows = partial != null;
        if (follows) {
            cache.refuse(partial);
            entry = null;
        }
        if (entry != null) {
            return answer(answer);
        }
        if (key.isPresent() && !cache.claim(key.get(), handle, partial) && seekable) {
            return Verdict.BUSY;
        }
        cache.missed();
        begin(answer);
        return Verdict.MORE;
    }

    /** From the first byte of the file on. */
    private void begin(Answer answer) {
        Time from = follows || !request.start().isPositive() ? null : request.start();
        collector = seekable ? new HeadCollector(moovMax, source.size(), from, HeadCollector.WORTHWHILE)
                : HeadCollector.ofStream(moovMax, source.size());
        need(answer);
    }

    synchronized int collect(long at, Pointer bytes, long size, Answer answer) throws CutException, NoRoom {
        if (!seekable) {
            fed = at + size;
        }
        byte[] buffer = BUFFER.get();
        boolean complete = false;
        try {
            // What nobody wants is not copied; what is wanted may also stand before these bytes.
            long done = Math.max(0, collector.position() - at);
            while (done >= 0 && done < size && !complete) {
                int step = (int) Math.min(size - done, PIECE);
                // What is copied as the buffer grows is beside the budget: the heap has room for it.
                share.hold(fed + collector.retained() + collector.growth(step));
                collector.skipTo(at + done);
                bytes.read(done, buffer, 0, step);
                complete = collector.feed(buffer, 0, step) && isOfUse();
                done = collector.position() < at + done ? -1 : Math.max(done + step, collector.position() - at);
            }
        } catch (CutException e) {
            throw remembered(e);
        }
        share.hold(fed + collector.retained());
        answer.moovSize(collector.moovSize());
        if (!complete) {
            need(answer);
        }
        return complete ? Verdict.OK : Verdict.MORE;
    }

    /** After the Java heap was full: a file that can be read anywhere is read from its first byte on, once. */
    synchronized int collectAnew(Answer answer) throws NoRoom {
        if (!seekable || again) {
            throw new NoRoom("declined: the Java heap is full");
        }
        again = true;
        begin(answer);
        share.hold(fed + collector.retained());
        return Verdict.MORE;
    }

    /** An index that begins with a later fragment may turn out not to be one for this seek: then all are read. */
    private boolean isOfUse() throws CutException {
        MovieHead head = collector.head();
        if (!head.partial()) {
            return true;
        }
        boolean within = false;
        try {
            within = CutPlan.isWithin(MovieIndex.of(head), request);
        } catch (CutException e) {
            LOG.debug("{}: {}", source.page(), e.getMessage());
        }
        if (!within) {
            collector.readAll();
        }
        return within;
    }

    private void need(Answer answer) {
        long from = collector.position() + Math.max(collector.wanted(), Answer.AHEAD_APART);
        answer.needed(collector.position(), collector.wanted(), collector.ahead(from, Answer.AHEAD, Answer.AHEAD_APART));
    }

    synchronized int plan(Answer answer) throws CutException, NoRoom {
        if (entry == null) {
            MovieIndex index;
            try {
                index = MovieIndex.of(collector.head());
            } catch (CutException e) {
                throw remembered(e);
            }
            Optional<FileKey> kept = isForOthers(index) ? key : Optional.empty();
            long bytes = index.byteSize() + IndexCache.bytesOf(kept);
            share.hold(fed + bytes);
            entry = cache.add(kept, handle, index, null, budget.share());
            cache.take(entry, bytes, share);
            collector = null;
            if (kept.isEmpty()) {
                abandon();
            }
        }
        return answer(answer);
    }

    /** The index of a file that streamed past may lack time codes; a seek that can read any part of the file finds them. */
    private boolean isForOthers(MovieIndex index) {
        return seekable || !index.lacksTimecodes();
    }

    /** Another may build the index. */
    private void abandon() {
        key.ifPresent(name -> cache.abandon(name, handle));
    }

    /** Remembers why a file cannot be cut, so that it is not read again; only where any part of it can be read. */
    private CutException remembered(CutException reason) {
        if (seekable && key.isPresent() && !follows) {
            Budget.Share ofReason = budget.share();
            try {
                ofReason.hold(IndexCache.REASON_BYTES + IndexCache.bytesOf(key));
                entry = cache.add(key, handle, null, reason.getMessage(), ofReason);
            } catch (NoRoom full) {
                LOG.debug("{}", full.getMessage());
            }
        }
        return reason;
    }

    private int answer(Answer answer) throws CutException, NoRoom {
        if (entry.index() == null) {
            answer.declined(Cause.FILE, entry.reason());
            return Verdict.DECLINED;
        }
        cut = cut != null ? cut : maker.cut(entry, request, source.size(), source);
        file = cut.file();
        share.hold(fed + cut.byteSize());
        Optional<EntityTag> cutTag = tag.map(source -> source.ofCut(cut.id()));
        CutAnswer reply = conditions.answer(cutTag, file.length());
        long begin = reply.first();
        long end = reply.last() + 1;
        answer.cut(reply.status(), file.length(), begin, end, file.sourceBegin(begin, end), file.sourceEnd(begin, end));
        answer.times(cut.times());
        answer.pieces(file, begin, end);
        if (reply.contentRange() != null) {
            answer.contentRange(reply.contentRange());
        }
        answer.etag(cutTag.map(EntityTag::toString).orElse(""));
        return Verdict.OK;
    }

    synchronized int piece(long offset, Pointer piece) {
        CutFile.Piece found = file.at(offset);
        PieceStruct.put(piece, found.begin(), found.end(), found.source());
        return Verdict.OK;
    }

    /** @param rooms to be filled, so many {@code struct tsmp4_room} */
    synchronized int render(long offset, Pointer rooms, int count) {
        CutFile.Piece piece = file.at(offset);
        long at = offset - piece.begin();
        for (int room = 0; room < count; room++) {
            ByteBuffer into = RoomStruct.bytes(rooms, room);
            int size = into.capacity();
            piece.rope().render(at, into, 0, size);
            at += size;
        }
        return Verdict.OK;
    }

    /** Lets go of everything but the share for the bytes that the shim still has to pass on. */
    synchronized void decline() {
        letGoAll();
        try {
            share.hold(fed);
        } catch (NoRoom e) {
            // A larger share was refused, and a smaller one is never refused: what is held stays as it was.
            LOG.debug("{}", e.getMessage());
        }
    }

    synchronized void close() {
        letGoAll();
        share.release();
    }

    private void letGoAll() {
        letGo();
        ahead.letGo();
        cut = null;
    }

    private void letGo() {
        abandon();
        collector = null;
        file = null;
        if (entry != null) {
            cache.release(entry);
            entry = null;
        }
    }
}
