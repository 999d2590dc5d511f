package io.gantry.program;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.gantry.base.OneKeyManager;
import io.gantry.pki.Credential;
import io.gantry.pki.Pem;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Asks a running API server how it is, from outside, as its administrator. */
public final class ClusterProbe implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A node and whether its condition Ready is true. */
    public record NodeLine(String name, boolean ready) {}

    private final URI server;
    private final HttpClient http;

    private ClusterProbe(URI server, HttpClient http) {
        this.server = server;
        this.http = http;
    }

    public static ClusterProbe open(Layout layout, URI server) throws IOException {
        var http = HttpClient.newBuilder()
                .sslContext(administrator(layout))
                .connectTimeout(PATIENCE)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        return new ClusterProbe(server, http);
    }

    /** TLS that trusts this cluster's authority only and shows the administrator's certificate. */
    public static SSLContext administrator(Layout layout) throws IOException {
        var authorityFile = layout.pki().resolve(ClusterPki.AUTHORITY + ".crt");
        var administrator = Credential.load(layout.pki(), ClusterPki.ADMINISTRATOR)
                .orElseThrow(() -> new UserError("The administrator's certificate is missing in " + layout.pki()
                        + ". It is made anew at the next gantry up."));
        try {
            var trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null);
            trusted.setCertificateEntry(
                    "ca",
                    Pem.certificates(authorityFile.toString(), Files.readString(authorityFile))
                            .getFirst());
            var trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trusted);
            var context = SSLContext.getInstance("TLS");
            // Not by a key store, which would encrypt the key first and take longer for that than the request does.
            context.init(
                    new KeyManager[] {new OneKeyManager(administrator.key(), administrator.chain())},
                    trust.getTrustManagers(),
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up with the certificates of " + layout.pki(), e);
        }
    }

    public boolean isReady() throws InterruptedException {
        try {
            return http.send(get("/readyz"), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    public List<NodeLine> nodes() throws IOException, InterruptedException {
        var answer = http.send(get("/api/v1/nodes"), BodyHandlers.ofInputStream());
        try (var body = answer.body()) {
            if (answer.statusCode() != 200) {
                throw new IOException("the API server answers " + answer.statusCode() + " when asked for its nodes");
            }
            return parseNodes(body);
        }
    }

    private HttpRequest get(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .build();
    }

    /** Reads {@code items[].metadata.name} and {@code items[].status.conditions[type=Ready].status} of a NodeList. */
    static List<NodeLine> parseNodes(InputStream body) throws IOException {
        var nodes = new ArrayList<NodeLine>();
        try (var json = new JsonFactory().createParser(body)) {
            json.nextToken();
            eachField(json, (field, value) -> {
                if (field.equals("items")) {
                    eachElement(value, item -> nodes.add(node(item)));
                } else {
                    value.skipChildren();
                }
            });
        }
        return nodes;
    }

    private static NodeLine node(JsonParser json) throws IOException {
        var name = new String[] {""};
        var ready = new boolean[1];
        eachField(
                json,
                (part, inPart) -> eachFieldOrSkip(inPart, (field, value) -> {
                    if (part.equals("metadata") && field.equals("name")) {
                        name[0] = value.getText();
                    } else if (part.equals("status") && field.equals("conditions")) {
                        eachElement(value, condition -> ready[0] |= isReadyCondition(condition));
                    } else {
                        value.skipChildren();
                    }
                }));
        return new NodeLine(name[0], ready[0]);
    }

    private static boolean isReadyCondition(JsonParser json) throws IOException {
        var fields = new java.util.HashMap<String, String>();
        eachField(json, (field, value) -> {
            if (value.currentToken() == JsonToken.VALUE_STRING) {
                fields.put(field, value.getText());
            }
            value.skipChildren();
        });
        return "Ready".equals(fields.get("type")) && "True".equals(fields.get("status"));
    }

    private interface OnField {
        void accept(String name, JsonParser value) throws IOException;
    }

    private interface OnElement {
        void accept(JsonParser element) throws IOException;
    }

    private static void eachFieldOrSkip(JsonParser json, OnField visitor) throws IOException {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            eachField(json, visitor);
        } else {
            json.skipChildren();
        }
    }

    private static void eachField(JsonParser json, OnField visitor) throws IOException {
        for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            visitor.accept(name, json);
        }
    }

    private static void eachElement(JsonParser json, OnElement visitor) throws IOException {
        while (json.nextToken() == JsonToken.START_OBJECT) {
            visitor.accept(json);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
