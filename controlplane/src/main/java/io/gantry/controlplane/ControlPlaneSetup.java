package io.gantry.controlplane;

import io.gantry.api.KubeObject;
import io.gantry.api.codec.Interner;
import io.gantry.base.Time;
import io.gantry.pki.CertificateAuthority;
import io.gantry.pki.Credential;
import io.gantry.pki.ServiceAccountTokens;
import io.gantry.server.api.ObservationOptions;
import io.gantry.server.auth.AccessOptions;
import io.gantry.server.encryption.Encryption;
import io.gantry.server.flowcontrol.FlowOptions;
import io.gantry.server.registry.StorageCodec;
import io.gantry.store.Store;
import io.gantry.store.StoreOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.random.RandomGenerator;

/**
 * What a {@link ControlPlane} is made of.
 *
 * @param interner what stored objects share equal parts by: its size bounds the memory that it takes
 * @param encryption what the store's entries are encrypted with; is started and closed with the control plane
 * @param store opens the store
 * @param keys are asked for when all else is ready, so that they can be made meanwhile
 * @param listen where the API server listens; port 0 for any that is free
 * @param advertised where pods reach the API server
 * @param serviceRange the services' addresses, such as {@code 10.96.0.0/16}
 * @param access who may in besides client certificates and service accounts
 * @param observation what is kept of requests
 * @param flow how many requests are served at once
 * @param random must be safe to use from several threads
 */
public record ControlPlaneSetup(
        Interner interner,
        Encryption encryption,
        StoreOpener store,
        KeySource keys,
        InetSocketAddress listen,
        InetSocketAddress advertised,
        String serviceRange,
        AccessOptions access,
        ObservationOptions observation,
        FlowOptions flow,
        Time time,
        RandomGenerator random) {

    /** Opens the store that holds the cluster's objects, with options that suit the API server. */
    @FunctionalInterface
    public interface StoreOpener {
        Store<KubeObject> open(StorageCodec codec, StoreOptions options) throws IOException;
    }

    /**
     * The keys of a control plane.
     *
     * @param authority signs the certificates of the server and its clients
     * @param apiServer what the API server shows
     * @param tokens signs and checks service accounts' tokens
     * @param frontProxy what aggregated API servers know this one by
     */
    public record Keys(
            CertificateAuthority authority,
            Credential apiServer,
            ServiceAccountTokens tokens,
            FrontProxyKeys frontProxy) {}

    /** Where the keys come from; may wait for them. */
    @FunctionalInterface
    public interface KeySource {
        Keys keys() throws IOException, InterruptedException;
    }
}
