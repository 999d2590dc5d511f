package io.gantry.server.metrics;

/** A request's verb as Kubernetes' metrics report it: by the method, with lists, watches, applies and streams told apart. */
public enum Verb {
    GET,
    LIST,
    WATCH,
    POST,
    PUT,
    PATCH,
    APPLY,
    DELETE,
    CONNECT,
    OTHER;

    /**
     * @param method as sent
     * @param watch whether the request asks for a watch
     * @param connect whether it is for a log, a stream or a proxy
     * @param apply whether it carries an apply patch
     */
    public static Verb of(String method, Scope scope, boolean watch, boolean connect, boolean apply) {
        if (connect) {
            return CONNECT;
        }
        return switch (method) {
            case "GET", "HEAD" -> watch ? WATCH : scope == Scope.NAMESPACE || scope == Scope.CLUSTER ? LIST : GET;
            case "POST" -> POST;
            case "PUT" -> PUT;
            case "PATCH" -> apply ? APPLY : PATCH;
            case "DELETE" -> DELETE;
            default -> OTHER;
        };
    }

    String label() {
        return this == OTHER ? "other" : name();
    }
}
