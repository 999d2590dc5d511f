package io.gantry.client.http;

import io.gantry.api.CustomObject;
import io.gantry.api.Kind;
import io.gantry.api.KubeList;
import io.gantry.api.KubeObject;
import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Json;
import io.gantry.api.codec.Tree;
import io.gantry.api.meta.v1.DeleteOptions;
import io.gantry.api.meta.v1.ListMeta;
import io.gantry.api.meta.v1.ListMetaType;
import io.gantry.api.meta.v1.Status;
import io.gantry.api.meta.v1.StatusType;
import io.gantry.api.status.StatusException;
import io.gantry.base.Time;
import io.gantry.client.Client;
import io.gantry.client.ListQuery;
import io.gantry.client.ObjectList;
import io.gantry.client.Patch;
import io.gantry.client.Watch;
import io.gantry.client.WriteOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The Kubernetes API over HTTP/2 (HTTP/1.1 where the server wants that), in JSON.
 *
 * <p>Thread-safe. A server that cannot be reached is a {@link StatusException} 503, as one that says so itself. Whoever made
 * this closes it; its watches end then.
 */
public final class HttpApiClient implements Client, AutoCloseable {
    private static final String JSON = "application/json";
    /** The API server ends what takes longer than a minute. */
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(70);

    private final ApiServer server;
    private final Time time;
    private final String userAgent;
    private final Paths paths;
    private final ExecutorService executor;
    private final HttpClient http;

    /** @param userAgent who is asking, such as {@code gantry-node/0.1}; what is before the slash owns written fields */
    public HttpApiClient(ApiServer server, Time time, String userAgent) {
        this.server = server;
        this.time = time;
        this.userAgent = userAgent;
        this.paths = new Paths(server.url());
        executor = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("http-api-client-", 0).factory());
        http = Connection.to(server, executor);
    }

    @Override
    public void close() {
        http.shutdownNow();
        executor.close();
    }

    // ---- requests

    private HttpRequest.Builder request(URI uri) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).header("Accept", JSON).header("User-Agent", userAgent);
        String token = token();
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    private @Nullable String token() {
        try {
            return Connection.token(server);
        } catch (IOException e) {
            throw StatusException.unauthorized(
                    "the token file " + server.tokenFile() + " cannot be read: " + e.getMessage());
        }
    }

    private byte[] send(HttpRequest.Builder request) {
        HttpRequest built = request.timeout(REQUEST_TIMEOUT).build();
        try {
            HttpResponse<byte[]> response = http.send(built, BodyHandlers.ofByteArray());
            if (response.statusCode() / 100 != 2) {
                throw refusal(response.statusCode(), response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw unreachable(built, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StatusException.unavailable("interrupted while waiting for " + built.uri());
        }
    }

    private static StatusException unreachable(HttpRequest request, IOException e) {
        String why = e.getMessage() == null ? e.toString() : e.getMessage();
        StatusException failure =
                StatusException.unavailable(request.method() + " " + request.uri() + " failed: " + why);
        failure.initCause(e);
        return failure;
    }

    static StatusException refusal(int code, byte[] body) {
        try {
            Status status = Json.decodeRecord(body, StatusType.TYPE, DecodeOptions.LENIENT);
            if (status.code() != null || status.message() != null) {
                return new StatusException(status);
            }
        } catch (DecodeException e) {
            // Not an API server's answer: a proxy's, perhaps. Its text says more than the failure to read it.
        }
        String text = new String(body, StandardCharsets.UTF_8).strip();
        return StatusException.of(
                code,
                "",
                text.isEmpty() ? "the server answered " + code : text.substring(0, Math.min(500, text.length())));
    }

    private static BodyPublisher json(Object body) {
        return BodyPublishers.ofByteArray(Json.encode(body));
    }

    private static <T> T decode(byte[] body, Kind<T> kind) {
        Object decoded = Json.decode(body, kind, DecodeOptions.LENIENT);
        return cast(decoded, kind);
    }

    @SuppressWarnings("unchecked") // checked by hand, since a custom kind's class is that of all custom kinds
    static <T> T cast(Object decoded, Kind<T> kind) {
        boolean right = kind.custom()
                ? decoded instanceof CustomObject custom && custom.kind().equals(kind)
                : kind.type().recordClass().isInstance(decoded);
        if (!right) {
            throw StatusException.of(
                    500,
                    "InternalError",
                    "the server answered with a " + decoded.getClass().getSimpleName() + " where a " + kind.name()
                            + " was asked for");
        }
        return (T) decoded;
    }

    // ---- reading

    @Override
    public <T extends KubeObject> T get(Kind<T> kind, String namespace, String name) {
        return decode(send(request(paths.of(kind, namespace, name).build()).GET()), kind);
    }

    @Override
    public <T extends KubeObject> ObjectList<T> list(Kind<T> kind, String namespace, ListQuery query) {
        byte[] body =
                send(request(paths.of(kind, namespace).with(query).build()).GET());
        return kind.custom() ? customList(body, kind) : builtinList(body, kind);
    }

    private static <T extends KubeObject> ObjectList<T> builtinList(byte[] body, Kind<T> kind) {
        if (!(Json.decode(body, kind, DecodeOptions.LENIENT) instanceof KubeList<?> list)) {
            throw StatusException.of(500, "InternalError", "the server did not answer with a " + kind.name() + "List");
        }
        List<T> items = new ArrayList<>(list.items().size());
        list.items().forEach(item -> items.add(cast(item, kind)));
        return list(list.metadata(), items);
    }

    private static <T extends KubeObject> ObjectList<T> customList(byte[] body, Kind<T> kind) {
        Map<String, Object> tree = Tree.object(Tree.parseJson(body));
        List<T> items = new ArrayList<>();
        if (tree.get("items") instanceof List<?> found) {
            found.forEach(item -> items.add(cast(Tree.toObject(Tree.object(item), kind, DecodeOptions.LENIENT), kind)));
        }
        return list(Tree.toRecord(tree.get("metadata"), ListMetaType.TYPE, DecodeOptions.LENIENT), items);
    }

    private static <T extends KubeObject> ObjectList<T> list(ListMeta metadata, List<T> items) {
        return new ObjectList<>(
                metadata.resourceVersion() == null ? "" : metadata.resourceVersion(),
                metadata.continueToken() == null ? "" : metadata.continueToken(),
                metadata.remainingItemCount(),
                items);
    }

    @Override
    public <T extends KubeObject> Watch<T> watch(Kind<T> kind, String namespace, ListQuery query) {
        Duration limit = HttpWatch.LIMIT;
        HttpRequest request = request(paths.of(kind, namespace)
                        .with(query)
                        .with("watch", "true")
                        .with("allowWatchBookmarks", "true")
                        .with("timeoutSeconds", Long.toString(limit.toSeconds()))
                        .build())
                .GET()
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            if (response.statusCode() / 100 != 2) {
                try (InputStream body = response.body()) {
                    throw refusal(response.statusCode(), body.readNBytes(1 << 20));
                }
            }
            return new HttpWatch<>(kind, response.body(), time);
        } catch (IOException e) {
            throw unreachable(request, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StatusException.unavailable("interrupted while waiting for " + request.uri());
        }
    }

    // ---- writing

    private HttpRequest.Builder writing(Paths.Builder path, WriteOptions options) {
        String manager =
                userAgent.substring(0, userAgent.indexOf('/') < 0 ? userAgent.length() : userAgent.indexOf('/'));
        return request(path.with(options, manager).build()).header("Content-Type", JSON);
    }

    @Override
    public <T extends KubeObject> T create(Kind<T> kind, T object, WriteOptions options) {
        return decode(send(writing(paths.of(kind, object.namespace()), options).POST(json(object))), kind);
    }

    @Override
    public <T extends KubeObject> T update(Kind<T> kind, T object, WriteOptions options) {
        return put(kind, object, "", options);
    }

    @Override
    public <T extends KubeObject> T updateStatus(Kind<T> kind, T object, WriteOptions options) {
        return put(kind, object, "status", options);
    }

    @Override
    public <T extends KubeObject> T updateSubresource(
            Kind<T> kind, T object, String subresource, WriteOptions options) {
        return put(kind, object, subresource, options);
    }

    private <T extends KubeObject> T put(Kind<T> kind, T object, String subresource, WriteOptions options) {
        Paths.Builder path = paths.of(kind, object.namespace(), object.name()).subresource(subresource);
        return decode(send(writing(path, options).PUT(json(object))), kind);
    }

    @Override
    public <T extends KubeObject> T patch(
            Kind<T> kind, String namespace, String name, Patch patch, String subresource, WriteOptions options) {
        Paths.Builder path =
                paths.of(kind, namespace, name).subresource(subresource).with("force", options.force() ? "true" : "");
        return decode(
                send(writing(path, options)
                        .setHeader("Content-Type", patch.type().mediaType())
                        .method("PATCH", BodyPublishers.ofByteArray(patch.body()))),
                kind);
    }

    @Override
    public void delete(Kind<?> kind, String namespace, String name, DeleteOptions options) {
        send(request(paths.of(kind, namespace, name).build())
                .header("Content-Type", JSON)
                .method("DELETE", json(options)));
    }

    @Override
    public void deleteCollection(Kind<?> kind, String namespace, ListQuery query, DeleteOptions options) {
        send(request(paths.of(kind, namespace).with(query).build())
                .header("Content-Type", JSON)
                .method("DELETE", json(options)));
    }

    @Override
    public <I, O> @Nullable O post(
            Kind<?> parent,
            String namespace,
            String name,
            String subresource,
            Kind<I> bodyKind,
            I body,
            Kind<O> resultKind) {
        byte[] answer = send(request(paths.of(parent, namespace, name)
                        .subresource(subresource)
                        .build())
                .header("Content-Type", JSON)
                .POST(json((Object) body)));
        return Json.typeMeta(answer).kind().equals("Status")
                        && !resultKind.name().equals("Status")
                ? null
                : decode(answer, resultKind);
    }

    @Override
    public <T> T review(Kind<T> kind, String namespace, T object) {
        return decode(
                send(request(paths.of(kind, namespace).build())
                        .header("Content-Type", JSON)
                        .POST(json((Object) object))),
                kind);
    }
}
