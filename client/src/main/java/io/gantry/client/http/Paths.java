package io.gantry.client.http;

import io.gantry.api.Kind;
import io.gantry.client.ListQuery;
import io.gantry.client.WriteOptions;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Kubernetes' URLs. */
final class Paths {
    private final String base;

    Paths(URI server) {
        String text = server.toString();
        base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** A collection; an empty namespace means all of them. */
    Builder of(Kind<?> kind, String namespace) {
        StringBuilder path = new StringBuilder(base)
                .append(kind.group().isEmpty() ? "/api/" : "/apis/" + kind.group() + "/")
                .append(kind.version());
        if (kind.namespaced() && !namespace.isEmpty()) {
            path.append("/namespaces/").append(encoded(namespace));
        }
        return new Builder(path.append('/').append(kind.plural()));
    }

    /** An object. */
    Builder of(Kind<?> kind, String namespace, String name) {
        Builder builder = of(kind, namespace);
        builder.path.append('/').append(encoded(name));
        return builder;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A URL in the making. */
    static final class Builder {
        private final StringBuilder path;
        private boolean asked;

        private Builder(StringBuilder path) {
            this.path = path;
        }

        Builder subresource(String name) {
            if (!name.isEmpty()) {
                path.append('/').append(name);
            }
            return this;
        }

        Builder with(String name, String value) {
            if (!value.isEmpty()) {
                path.append(asked ? '&' : '?').append(name).append('=').append(encoded(value));
                asked = true;
            }
            return this;
        }

        Builder with(ListQuery query) {
            return with("labelSelector", query.labelSelector())
                    .with("fieldSelector", query.fieldSelector())
                    .with("resourceVersion", query.resourceVersion())
                    .with("resourceVersionMatch", query.resourceVersionMatch())
                    .with("limit", query.limit() == 0 ? "" : Long.toString(query.limit()))
                    .with("continue", query.continueToken());
        }

        Builder with(WriteOptions options, String fieldManager) {
            String manager = options.fieldManager().isEmpty() ? fieldManager : options.fieldManager();
            return with("fieldManager", manager).with("dryRun", options.dryRun() ? "All" : "");
        }

        URI build() {
            return URI.create(path.toString());
        }
    }
}
