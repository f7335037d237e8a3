package io.github.tsmp4java.server;

import java.net.InetSocketAddress;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** One HTTP/2 connection over TLS, with a wide window for all and a narrow one for each stream. */
final class Http2Connection implements AutoCloseable {
    private final TrafficServer server;
    private final HTTP2Client client = new HTTP2Client();
    private final Session session;

    Http2Connection(TrafficServer server) throws Exception {
        this.server = server;
        client.setInitialSessionRecvWindow(64 * 1024 * 1024);
        client.setInitialStreamRecvWindow(65_535);
        client.start();
        SslContextFactory.Client tls = new SslContextFactory.Client();
        tls.setSslContext(server.root.certificate.trusting());
        tls.start();
        session = client.connect(tls, new InetSocketAddress("127.0.0.1", server.root.tlsPort), new Session.Listener() {
        }).get();
    }

    HeldStream get(String target, boolean open) {
        HeldStream stream = new HeldStream(open);
        MetaData.Request request = new MetaData.Request("GET", HttpURI.from(server.tlsBase() + target),
                HttpVersion.HTTP_2, HttpFields.EMPTY);
        session.newStream(new HeadersFrame(request, null, true), stream);
        return stream;
    }

    @Override
    public void close() {
        try {
            client.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
