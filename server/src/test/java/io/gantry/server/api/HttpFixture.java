package io.gantry.server.api;

import io.gantry.api.KubeObject;
import io.gantry.api.codec.Interner;
import io.gantry.api.codec.Tree;
import io.gantry.api.core.v1.ServiceAccountBuilder;
import io.gantry.api.core.v1.ServiceAccountType;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.base.Time;
import io.gantry.client.Client;
import io.gantry.client.WriteOptions;
import io.gantry.server.aggregation.FrontProxy;
import io.gantry.server.audit.Auditor;
import io.gantry.server.auth.AccessOptions;
import io.gantry.server.auth.TokenUser;
import io.gantry.server.edge.EdgeConfig;
import io.gantry.server.flowcontrol.FlowOptions;
import io.gantry.server.registry.StorageCodec;
import io.gantry.server.registry.StorageKeys;
import io.gantry.server.request.TokenIssuer;
import io.gantry.server.request.UserInfo;
import io.gantry.server.strategy.ServiceNetwork;
import io.gantry.server.tracing.Tracing;
import io.gantry.store.MemoryStore;
import io.gantry.store.Store;
import io.gantry.store.StoreOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A whole API server without TLS, and a client that asks it over HTTP. The token is the user's name. */
final class HttpFixture implements AutoCloseable {
    static final String JSON = "application/json";

    final Store<KubeObject> store;
    final ApiServer server;
    final Client local;
    final URI base;
    private final HttpClient http = HttpClient.newHttpClient();

    /** Tables are not printed but counted. */
    HttpFixture() throws IOException {
        this((version, kind, metadata, objects, include, headers) -> ("{\"kind\":\"Table\",\"rows\":" + objects.size()
                        + ",\"headers\":" + headers + ",\"include\":\"" + include + "\"}")
                .getBytes(StandardCharsets.UTF_8));
    }

    HttpFixture(TablePrinter tables) throws IOException {
        this(tables, AccessOptions.NONE);
    }

    HttpFixture(TablePrinter tables, AccessOptions access) throws IOException {
        this(tables, access, Time.system(), null);
    }

    HttpFixture(TablePrinter tables, AccessOptions access, Time time, @Nullable Auditor auditor) throws IOException {
        this(tables, access, time, auditor, null);
    }

    HttpFixture(
            TablePrinter tables, AccessOptions access, Time time, @Nullable Auditor auditor, @Nullable Tracing tracing)
            throws IOException {
        this(tables, access, FrontProxy.NONE, time, auditor, tracing);
    }

    HttpFixture(FlowOptions flow) throws IOException {
        this(flow, UnaryOperator.identity());
    }

    /** @param disk what stands between the server and its store */
    HttpFixture(FlowOptions flow, UnaryOperator<Store<KubeObject>> disk) throws IOException {
        this(
                (version, kind, metadata, objects, include, headers) -> new byte[0],
                AccessOptions.NONE,
                FrontProxy.NONE,
                Time.system(),
                null,
                null,
                flow,
                disk);
    }

    HttpFixture(
            TablePrinter tables,
            AccessOptions access,
            FrontProxy frontProxy,
            Time time,
            @Nullable Auditor auditor,
            @Nullable Tracing tracing)
            throws IOException {
        this(tables, access, frontProxy, time, auditor, tracing, FlowOptions.DEFAULT, UnaryOperator.identity());
    }

    private static TokenUser account(List<String> audiences, TokenUser.Use use, Map<String, String> notes) {
        return new TokenUser(UserInfo.of("robot"), audiences, use, notes);
    }

    /** Whose token nobody can judge in time. */
    private static Optional<TokenUser> never() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private HttpFixture(
            TablePrinter tables,
            AccessOptions access,
            FrontProxy frontProxy,
            Time time,
            @Nullable Auditor auditor,
            @Nullable Tracing tracing,
            FlowOptions flow,
            UnaryOperator<Store<KubeObject>> disk)
            throws IOException {
        StorageCodec codec = new StorageCodec(new Interner(1024, 1 << 20));
        store = disk.apply(MemoryStore.open(codec, StoreOptions.defaults().withLogOf(StorageKeys::logOf)));
        server = new ApiServer(new ServerParts(
                store,
                codec,
                time,
                new SplittableRandom(1),
                (token, audiences) -> switch (token) {
                    case "admin" -> Optional.of(new TokenUser(UserInfo.of("admin", UserInfo.MASTERS), audiences));
                    case "jane" -> Optional.of(new TokenUser(UserInfo.of("jane"), audiences));
                    case "valid" -> Optional.of(account(audiences, TokenUser.Use.VALID, Map.of()));
                    case "of-a-secret" -> Optional.of(account(audiences, TokenUser.Use.MANUAL_SECRET, Map.of()));
                    case "stale" -> Optional.of(account(audiences, TokenUser.Use.STALE, Map.of("stale", "since long")));
                    case "n1" -> Optional.of(new TokenUser(UserInfo.of("system:node:n1", "system:nodes"), audiences));
                    case "slow" -> never();
                    default -> Optional.empty();
                },
                request -> new TokenIssuer.Token("token of " + request.serviceAccount(), Instant.EPOCH),
                NodeDirectory.none(),
                tables,
                ServiceNetwork.of("10.96.0.0/16"),
                new InetSocketAddress("192.168.0.1", 6443),
                "v1.36.0",
                access,
                frontProxy,
                auditor,
                tracing,
                flow));
        local = server.client(UserInfo.API_SERVER, "test");
        local.create(
                ServiceAccountType.KIND,
                ServiceAccountBuilder.of()
                        .metadata(ObjectMetaBuilder.of()
                                .name("default")
                                .namespace("default")
                                .build())
                        .build(),
                WriteOptions.DEFAULT);
        InetSocketAddress at =
                server.open(EdgeConfig.plaintext(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
        base = URI.create("http://127.0.0.1:" + at.getPort());
    }

    /** An answer with its body as a tree. */
    record Answer(int code, Map<String, List<String>> headers, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** The value at a path such as {@code metadata.name}; list elements by their number. */
        Object at(String path) {
            return HttpFixture.at(Tree.parseJson(body), path);
        }

        String header(String name) {
            return String.join(", ", headers.getOrDefault(name, List.of()));
        }
    }

    /** The value at a path of a tree, as {@link Answer#at} finds it. */
    static Object at(@Nullable Object tree, String path) {
        Object value = tree;
        for (String step : path.split("\\.", -1)) {
            value = value instanceof List<?> list
                    ? list.get(Integer.parseInt(step))
                    : value instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return value == null ? "" : value;
    }

    Answer get(String path, String... headers) throws Exception {
        return send("GET", path, "", headers);
    }

    Answer send(String method, String path, String body, String... headers) throws Exception {
        return send("admin", method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    Answer send(String token, String method, String path, byte[] body, String... headers) throws Exception {
        HttpResponse<byte[]> response =
                http.send(request(token, method, path, body, headers), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), response.headers().map(), response.body());
    }

    /** Starts a request and gives its body as it comes, line by line. */
    Stream<String> lines(String path, String... headers) throws Exception {
        return http.send(request("admin", "GET", path, new byte[0], headers), HttpResponse.BodyHandlers.ofLines())
                .body();
    }

    /** A connection to the server, for requests that a client would not make. */
    Socket connect() throws IOException {
        return new Socket(base.getHost(), base.getPort());
    }

    /** Starts a watch. */
    HttpResponse<Stream<String>> watch(String token, String path) throws Exception {
        return http.send(request(token, "GET", path, new byte[0]), HttpResponse.BodyHandlers.ofLines());
    }

    /** A GET that goes on by itself. */
    CompletableFuture<HttpResponse<String>> start(String token, String path) {
        return http.sendAsync(request(token, "GET", path, new byte[0]), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String token, String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (!token.isEmpty()) {
            request.header("authorization", "Bearer " + token);
        }
        request.header("user-agent", "tester/1.0");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.build();
    }

    @Override
    public void close() {
        http.shutdownNow();
        server.close();
        store.close();
    }
}
