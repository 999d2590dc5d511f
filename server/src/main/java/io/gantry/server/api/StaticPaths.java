package io.gantry.server.api;

import io.gantry.server.edge.Exchange;
import java.io.IOException;

/** Answers paths that are no resources: discovery, OpenAPI, health, version. Thread-safe. */
@FunctionalInterface
public interface StaticPaths {
    /** Whether the path was one of these and has been answered. */
    boolean serve(Exchange exchange, String path) throws IOException;

    /** First these, then the others. */
    default StaticPaths or(StaticPaths others) {
        return (exchange, path) -> serve(exchange, path) || others.serve(exchange, path);
    }
}
