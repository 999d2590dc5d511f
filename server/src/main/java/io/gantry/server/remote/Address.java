package io.gantry.server.remote;

/**
 * Where to connect to.
 *
 * @param host a name or an IP address, the latter without brackets
 */
public record Address(String host, int port) {
    @Override
    public String toString() {
        return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
    }
}
