package io.github.tsmp4java.server;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.util.Callback;

/** The client's end of an HTTP/2 stream, whose window can be left shut. */
final class HeldStream implements Stream.Listener {
    private final CompletableFuture<String> digest = new CompletableFuture<>();
    private final CompletableFuture<Stream> headers = new CompletableFuture<>();
    private final MessageDigest sum;
    private final boolean open;

    /** @param open whether to read from the beginning; else nothing is read until {@link #open()} */
    HeldStream(boolean open) {
        this.open = open;
        try {
            sum = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void onHeaders(Stream stream, HeadersFrame frame) {
        headers.complete(stream);
        if (open) {
            stream.demand();
        }
    }

    @Override
    public void onDataAvailable(Stream stream) {
        Stream.Data data = stream.readData();
        if (data == null) {
            stream.demand();
            return;
        }
        ByteBuffer bytes = data.frame().getByteBuffer();
        sum.update(bytes);
        boolean last = data.frame().isEndStream();
        data.release();
        if (last) {
            digest.complete(HexFormat.of().formatHex(sum.digest()));
        } else {
            stream.demand();
        }
    }

    @Override
    public void onReset(Stream stream, ResetFrame frame, Callback callback) {
        digest.completeExceptionally(new IllegalStateException("reset " + frame));
        callback.succeeded();
    }

    @Override
    public void onFailure(Stream stream, int error, String reason, Throwable failure, Callback callback) {
        digest.completeExceptionally(new IllegalStateException(reason, failure));
        callback.succeeded();
    }

    void awaitHeaders() {
        await(headers);
    }

    void open() {
        await(headers).demand();
    }

    /** Tells the server that no more is wanted. */
    void leave() {
        await(headers).reset(new ResetFrame(await(headers).getId(), ErrorCode.CANCEL_STREAM_ERROR.code), Callback.NOOP);
    }

    /** SHA-256 of the whole body. */
    String digest() {
        return await(digest);
    }

    static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(2, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the stream does not end", e);
        }
    }
}
