package io.gantry.server.edge;

/**
 * Netty's events for JFR. The first one sets up all of JFR, whoever records: a tenth of a second of a fresh JVM. They are off, unless
 * {@code -Dio.netty.jfr.enabled=true} asks for them.
 */
final class NettyEvents {
    private static final String PROPERTY = "io.netty.jfr.enabled";

    private NettyEvents() {}

    /** To be called before Netty is; it looks once. */
    static void offUnlessAsked() {
        if (System.getProperty(PROPERTY) == null) {
            System.setProperty(PROPERTY, "false");
        }
    }
}
