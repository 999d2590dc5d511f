package io.gantry.server.audit;

import io.gantry.server.edge.Exchange;
import java.util.List;

/** A request over the network. */
record ExchangeOrigin(Exchange exchange) implements Origin {
    /** As in Kubernetes: a client may call itself what it likes, but not at any length. */
    private static final int MAX_USER_AGENT = 1024;

    private static final String CUT = "...TRUNCATED";

    @Override
    public String uri() {
        String query = exchange.rawQuery();
        return query.isEmpty() ? exchange.rawPath() : exchange.rawPath() + "?" + query;
    }

    @Override
    public List<String> sources() {
        return SourceAddresses.of(exchange);
    }

    @Override
    public String userAgent() {
        List<String> all = exchange.headers().all("user-agent");
        String agent = all.isEmpty() ? "" : all.getFirst();
        return agent.length() > MAX_USER_AGENT ? agent.substring(0, MAX_USER_AGENT) + CUT : agent;
    }

    @Override
    public int status() {
        return exchange.status();
    }

    @Override
    public void onResponse(Runnable action) {
        exchange.onResponse(action);
    }
}
