package io.gantry.client.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.gantry.api.Kind;
import io.gantry.api.KubeList;
import io.gantry.api.KubeObject;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Json;
import io.gantry.api.core.v1.ConfigMap;
import io.gantry.api.core.v1.ConfigMapType;
import io.gantry.api.meta.v1.DeleteOptionsType;
import io.gantry.api.meta.v1.ListMetaBuilder;
import io.gantry.api.status.StatusException;
import io.gantry.client.ListQuery;
import io.gantry.client.Patch;
import io.gantry.client.Watch;
import io.gantry.client.WatchClosedException;
import io.gantry.client.WatchEvent;
import io.gantry.client.WriteOptions;
import io.gantry.client.testing.MemoryClient;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** ConfigMaps of a {@link MemoryClient} over the JDK's own HTTP server. Just enough to talk to. */
final class PlainApi implements AutoCloseable {
    final List<String> requests = new CopyOnWriteArrayList<>();
    private final MemoryClient objects;
    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    PlainApi(MemoryClient objects) throws IOException {
        this.objects = objects;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/prefix");
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String[] path = exchange.getRequestURI().getPath().substring(1).split("/");
            Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
            // prefix/api/v1/namespaces/NS/configmaps/NAME
            String namespace = path.length > 5 ? path[4] : "";
            String name = path.length > 6 ? path[6] : "";
            if (query.containsKey("watch")) {
                watch(exchange, namespace, query);
                return;
            }
            byte[] answer;
            int code = 200;
            try {
                answer = answer(exchange.getRequestMethod(), namespace, name, query, exchange, body);
            } catch (StatusException e) {
                answer = Json.encode(e.status());
                code = e.code();
            }
            exchange.sendResponseHeaders(code, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new HashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            int at = pair.indexOf('=');
            query.put(pair.substring(0, at), URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
        }
        return query;
    }

    private static ListQuery list(Map<String, String> query) {
        return new ListQuery(
                query.getOrDefault("labelSelector", ""),
                query.getOrDefault("fieldSelector", ""),
                query.getOrDefault("resourceVersion", ""),
                "",
                Long.parseLong(query.getOrDefault("limit", "0")),
                query.getOrDefault("continue", ""));
    }

    private byte[] answer(
            String method,
            String namespace,
            String name,
            Map<String, String> query,
            HttpExchange exchange,
            byte[] body) {
        Kind<ConfigMap> kind = ConfigMapType.KIND;
        return switch (method + (name.isEmpty() ? "" : " one")) {
            case "GET" -> {
                var found = objects.list(kind, namespace, list(query));
                yield Json.encode(new KubeList<>(
                        kind,
                        ListMetaBuilder.of()
                                .resourceVersion(found.resourceVersion())
                                .continueToken(found.continueToken())
                                .build(),
                        found.items()));
            }
            case "GET one" -> Json.encode(objects.get(kind, namespace, name));
            case "POST" -> Json.encode(objects.create(kind, decode(body), WriteOptions.DEFAULT));
            case "PUT one" -> Json.encode(objects.update(kind, decode(body), WriteOptions.DEFAULT));
            case "PATCH one" -> {
                assert "application/merge-patch+json"
                        .equals(exchange.getRequestHeaders().getFirst("Content-Type"));
                yield Json.encode(objects.patch(
                        kind, namespace, name, new Patch(Patch.Type.MERGE, body), "", WriteOptions.DEFAULT));
            }
            case "DELETE one" -> {
                ConfigMap gone = objects.get(kind, namespace, name);
                objects.delete(
                        kind, namespace, name, Json.decodeRecord(body, DeleteOptionsType.TYPE, DecodeOptions.LENIENT));
                yield Json.encode(gone);
            }
            default -> throw StatusException.noSuchPath();
        };
    }

    private static ConfigMap decode(byte[] body) {
        return Json.decodeRecord(body, ConfigMapType.TYPE, DecodeOptions.LENIENT);
    }

    private void watch(HttpExchange exchange, String namespace, Map<String, String> query) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        out.flush(); // the headers
        try (Watch<ConfigMap> watch = objects.watch(ConfigMapType.KIND, namespace, list(query))) {
            while (true) {
                WatchEvent<ConfigMap> event = watch.next(Duration.ofMillis(500));
                if (event != null) {
                    KubeObject object = event.object();
                    out.write(line(event.type().name(), object == null ? new byte[0] : Json.encode(object)));
                } else {
                    out.write(line(
                            "BOOKMARK",
                            ("{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\""
                                            + objects.list(ConfigMapType.KIND, "", ListQuery.ALL)
                                                    .resourceVersion() + "\"}}")
                                    .getBytes(StandardCharsets.UTF_8)));
                }
                out.flush();
            }
        } catch (StatusException e) {
            out.write(line("ERROR", Json.encode(e.status())));
        } catch (WatchClosedException e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] line(String type, byte[] object) {
        return ("{\"type\":\"" + type + "\",\"object\":" + new String(object, StandardCharsets.UTF_8) + "}\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
