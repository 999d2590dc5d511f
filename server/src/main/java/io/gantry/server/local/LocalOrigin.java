package io.gantry.server.local;

import io.gantry.api.Kind;
import io.gantry.server.audit.Origin;
import io.gantry.server.local.LocalRequests.Asked;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call in this process as a request that could have come over the network. For the call's own thread. */
final class LocalOrigin implements Origin {
    private static final List<String> SOURCES = List.of("127.0.0.1");

    private final String uri;
    private final String agent;
    private @Nullable Runnable onResponse;
    private int status;

    LocalOrigin(Asked asked, String agent) {
        this.uri = uri(asked);
        this.agent = agent;
    }

    private static String uri(Asked asked) {
        Kind<?> kind = asked.kind();
        StringBuilder uri = new StringBuilder(kind.group().isEmpty() ? "/api/" : "/apis/").append(kind.apiVersion());
        if (!asked.namespace().isEmpty()) {
            uri.append("/namespaces/").append(asked.namespace());
        }
        uri.append('/').append(kind.plural());
        if (!asked.name().isEmpty()) {
            uri.append('/').append(asked.name());
        }
        if (!asked.subresource().isEmpty()) {
            uri.append('/').append(asked.subresource());
        }
        return asked.verb().equals("watch") ? uri.append("?watch=true").toString() : uri.toString();
    }

    void answered(int code) {
        status = code;
        if (onResponse != null) {
            onResponse.run();
        }
    }

    @Override
    public String uri() {
        return uri;
    }

    @Override
    public List<String> sources() {
        return SOURCES;
    }

    @Override
    public String userAgent() {
        return agent;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public void onResponse(Runnable action) {
        onResponse = action;
    }
}
