package io.gantry.server.audit;

import io.gantry.server.edge.Exchange;
import java.util.List;

/** Where a request comes from, and how it was answered. */
public interface Origin {
    /** Path and query. */
    String uri();

    /** The nearest to this server last. */
    List<String> sources();

    String userAgent();

    /** The HTTP code of the answer; 0 when there was none. */
    int status();

    /** Runs an action when the answer begins. */
    void onResponse(Runnable action);

    /** A request over the network. */
    static Origin of(Exchange exchange) {
        return new ExchangeOrigin(exchange);
    }
}
