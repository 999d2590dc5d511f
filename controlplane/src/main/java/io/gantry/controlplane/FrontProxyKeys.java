package io.gantry.controlplane;

import io.gantry.pki.Credential;
import io.gantry.server.aggregation.FrontProxy;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What aggregated API servers know this one by: an authority of its own and a client certificate that it signed. Made or read
 * when it is first asked for, which is not at a start. Thread-safe.
 */
public final class FrontProxyKeys {
    /** The name that the client certificate is for. */
    public static final String CLIENT = "front-proxy-client";

    /**
     * @param authority what signed the client's certificate, and no user's
     * @param client what this server shows
     */
    public record Pair(X509Certificate authority, Credential client) {}

    /** Makes or reads the keys. */
    @FunctionalInterface
    public interface Source {
        Pair open() throws IOException;
    }

    private final Source source;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Made made;

    private record Made(Pair pair, FrontProxy.Identity identity) {}

    public FrontProxyKeys(Source source) {
        this.source = source;
    }

    Pair get() throws IOException {
        return made().pair();
    }

    /** The same object each time. */
    FrontProxy.Identity identity() throws IOException {
        return made().identity();
    }

    /** The lock is held while keys are made: who waits for it needs them. */
    private Made made() throws IOException {
        Made known = made;
        if (known != null) {
            return known;
        }
        lock.lock();
        try {
            known = made;
            if (known == null) {
                Pair pair = source.open();
                known = new Made(
                        pair,
                        new FrontProxy.Identity(
                                pair.client().key(), pair.client().chain()));
                made = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }
}
