package io.gantry.controlplane;

import io.gantry.api.core.v1.ConfigMap;
import io.gantry.api.core.v1.ConfigMapBuilder;
import io.gantry.api.core.v1.ConfigMapType;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.status.StatusException;
import io.gantry.base.SingleTimer;
import io.gantry.base.Time;
import io.gantry.client.Client;
import io.gantry.client.WriteOptions;
import io.gantry.pki.Pem;
import io.gantry.store.StoreException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells aggregated API servers whom to trust, as Kubernetes does: the ConfigMap {@code extension-apiserver-authentication} in
 * {@code kube-system}. Written a while after the start, because it needs the front-proxy's keys, and put right every minute.
 * Thread-safe.
 */
final class ExtensionAuthentication implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ExtensionAuthentication.class.getName());
    private static final String NAMESPACE = "kube-system";
    private static final String NAME = "extension-apiserver-authentication";
    /** Later than what makes a start slow, and sooner than a pod that reads it can run. */
    private static final Duration FIRST = Duration.ofSeconds(3);

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final Client client;
    private final X509Certificate clients;
    private final FrontProxyKeys frontProxy;
    private final SingleTimer timer;

    /** @param clients the authority of users' certificates */
    ExtensionAuthentication(Client client, X509Certificate clients, FrontProxyKeys frontProxy, Time time) {
        this.client = client;
        this.clients = clients;
        this.frontProxy = frontProxy;
        this.timer = new SingleTimer(time);
    }

    ExtensionAuthentication start() {
        timer.set(FIRST, this::run);
        return this;
    }

    private void run() {
        try {
            publish(data(clients, frontProxy.get().authority()));
        } catch (StatusException | StoreException e) {
            LOG.log(Level.DEBUG, "The store takes no writes: " + NAME + " is written later", e);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Aggregated API servers cannot trust this one: no front-proxy keys", e);
        }
        timer.set(INTERVAL, this::run);
    }

    /** What the ConfigMap says; lists are JSON. */
    static Map<String, String> data(X509Certificate clients, X509Certificate frontProxy) {
        return Map.of(
                "client-ca-file", Pem.encode(clients),
                "requestheader-client-ca-file", Pem.encode(frontProxy),
                "requestheader-allowed-names", "[\"" + FrontProxyKeys.CLIENT + "\"]",
                "requestheader-username-headers", "[\"X-Remote-User\"]",
                "requestheader-uid-headers", "[\"X-Remote-Uid\"]",
                "requestheader-group-headers", "[\"X-Remote-Group\"]",
                "requestheader-extra-headers-prefix", "[\"X-Remote-Extra-\"]");
    }

    private void publish(Map<String, String> data) {
        ConfigMap is;
        try {
            is = client.get(ConfigMapType.KIND, NAMESPACE, NAME);
        } catch (StatusException e) {
            if (!e.isNotFound()) {
                throw e;
            }
            client.create(
                    ConfigMapType.KIND,
                    ConfigMapBuilder.of()
                            .metadata(ObjectMetaBuilder.of()
                                    .name(NAME)
                                    .namespace(NAMESPACE)
                                    .build())
                            .data(data)
                            .build(),
                    WriteOptions.DEFAULT);
            return;
        }
        Map<String, String> wanted = new HashMap<>(is.data());
        wanted.putAll(data);
        if (!wanted.equals(is.data())) {
            client.update(
                    ConfigMapType.KIND, ConfigMapBuilder.of(is).data(wanted).build(), WriteOptions.DEFAULT);
        }
    }

    @Override
    public void close() {
        timer.close();
    }
}
