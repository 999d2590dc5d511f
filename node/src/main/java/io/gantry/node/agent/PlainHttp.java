package io.gantry.node.agent;

import io.gantry.api.core.v1.HTTPHeader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * One HTTP/1.1 GET for a probe or a hook: a fresh connection, no redirects, certificates taken as they are. The JDK's
 * client keeps pools and threads for what needs neither, and does not let a probe set its own Host header.
 */
final class PlainHttp {
    /** What is read of an answer. */
    private static final int BODY_LIMIT = 10 * 1024;

    private PlainHttp() {}

    record Response(int status, String body) {}

    /** Takes any certificate: a probe asks whether something answers, not who it is. Kubernetes does the same. */
    private static final class TrustAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    static Response get(boolean tls, String host, int port, String path, List<HTTPHeader> headers, Duration limit)
            throws IOException {
        int millis = Math.toIntExact(limit.toMillis());
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(host, port), millis);
            plain.setSoTimeout(millis);
            Socket socket = plain;
            if (tls) {
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(null, new TrustManager[] {new TrustAll()}, new SecureRandom());
                socket = context.getSocketFactory().createSocket(plain, host, port, true);
            }
            StringBuilder request = new StringBuilder("GET ")
                    .append(path.startsWith("/") ? path : "/" + path)
                    .append(" HTTP/1.1\r\n");
            boolean hostGiven = false;
            boolean agentGiven = false;
            boolean acceptGiven = false;
            for (HTTPHeader header : headers) {
                hostGiven |= header.name().equalsIgnoreCase("host");
                agentGiven |= header.name().equalsIgnoreCase("user-agent");
                acceptGiven |= header.name().equalsIgnoreCase("accept");
                request.append(clean(header.name()))
                        .append(": ")
                        .append(clean(header.value()))
                        .append("\r\n");
            }
            if (!hostGiven) {
                request.append("Host: ").append(host).append(':').append(port).append("\r\n");
            }
            if (!agentGiven) {
                request.append("User-Agent: kube-probe/1.36\r\n");
            }
            if (!acceptGiven) {
                request.append("Accept: */*\r\n");
            }
            request.append("Connection: close\r\n\r\n");
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return read(new BufferedInputStream(socket.getInputStream()));
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS is not to be had: " + e.getMessage(), e);
        }
    }

    /** A header must not smuggle another one in. */
    private static String clean(String text) {
        return text.replace("\r", "").replace("\n", "");
    }

    private static Response read(InputStream in) throws IOException {
        String status = line(in);
        String[] words = status.split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/") || words[1].length() != 3) {
            throw new IOException("malformed HTTP response \"" + status + "\"");
        }
        int code;
        try {
            code = Integer.parseInt(words[1]);
        } catch (NumberFormatException e) {
            throw new IOException("malformed HTTP status code \"" + words[1] + "\"", e);
        }
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            // Nothing in the headers changes the verdict.
        }
        return new Response(code, new String(in.readNBytes(BODY_LIMIT), StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException(line.isEmpty() ? "EOF" : "unexpected EOF");
            }
            if (c != '\r') {
                line.append((char) c);
            }
            if (line.length() > BODY_LIMIT) {
                throw new IOException("a line of the response is too long");
            }
        }
        return line.toString();
    }
}
