package io.gantry.server.edge;

import io.netty.handler.ssl.OpenSsl;

/** The native TLS library (BoringSSL), which takes some 80 ms to load and to ask what it can do. */
public final class NativeTls {
    private NativeTls() {}

    /** Begins to load it, so that the first connection need not wait for that; returns at once. Where there is none, nothing comes of it. */
    public static void beginToLoad() {
        NettyEvents.offUnlessAsked();
        Thread.ofPlatform().daemon().name("native-tls").start(OpenSsl::isAvailable);
    }
}
