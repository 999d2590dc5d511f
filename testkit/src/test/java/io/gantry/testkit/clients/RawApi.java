package io.gantry.testkit.clients;

import io.gantry.api.codec.Tree;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Requests as they go over the wire, with the connection of the official client. */
record RawApi(OkHttpClient http, URI base) {
    static final String JSON = "application/json";
    static final String PROTOBUF = "application/vnd.kubernetes.protobuf";

    record Answer(int code, String type, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        Map<String, Object> tree() {
            return Tree.object(Tree.parseJson(body));
        }

        /** The value at a path such as {@code metadata.name}, list elements by their number; empty when there is none. */
        Object at(String path) {
            Object value = tree();
            for (String step : path.split("\\.", -1)) {
                value = value instanceof List<?> list && Integer.parseInt(step) < list.size()
                        ? list.get(Integer.parseInt(step))
                        : value instanceof Map<?, ?> map ? map.get(step) : null;
            }
            return value == null ? "" : value;
        }
    }

    Answer get(String path, String accept) throws IOException {
        return send("GET", path, null, "", accept);
    }

    Answer send(String method, String path, byte @Nullable [] body, String contentType, String accept)
            throws IOException {
        try (Response response = open(method, path, body, contentType, accept)) {
            return new Answer(
                    response.code(),
                    response.header("Content-Type", ""),
                    response.body().bytes());
        }
    }

    /** The caller reads the body and closes it. */
    Response open(String method, String path, byte @Nullable [] body, String contentType, String accept)
            throws IOException {
        var content = body == null ? null : RequestBody.create(body, MediaType.get(contentType));
        return http.newCall(new Request.Builder()
                        .url(base.resolve(path).toString())
                        .method(method, content)
                        .header("Accept", accept)
                        .build())
                .execute();
    }
}
