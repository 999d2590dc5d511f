package io.gantry.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.KubeObject;
import io.gantry.api.codec.Interner;
import io.gantry.api.core.v1.ConfigMap;
import io.gantry.api.core.v1.ConfigMapBuilder;
import io.gantry.api.core.v1.ConfigMapType;
import io.gantry.api.meta.v1.DeleteOptionsType;
import io.gantry.base.VirtualTime;
import io.gantry.client.Client;
import io.gantry.client.WriteOptions;
import io.gantry.pki.CertificateAuthority;
import io.gantry.server.aggregation.FrontProxy;
import io.gantry.server.api.ApiServer;
import io.gantry.server.api.NodeDirectory;
import io.gantry.server.api.ServerParts;
import io.gantry.server.auth.AccessOptions;
import io.gantry.server.flowcontrol.FlowOptions;
import io.gantry.server.registry.StorageCodec;
import io.gantry.server.registry.StorageKeys;
import io.gantry.server.request.TokenIssuer;
import io.gantry.server.request.UserInfo;
import io.gantry.server.strategy.ServiceNetwork;
import io.gantry.store.MemoryStore;
import io.gantry.store.Store;
import io.gantry.store.StoreOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExtensionAuthenticationTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String NAMESPACE = "kube-system";
    private static final String NAME = "extension-apiserver-authentication";

    private final VirtualTime time = new VirtualTime(NOW);
    private final CertificateAuthority users = CertificateAuthority.create("users", NOW);
    private final CertificateAuthority proxies = CertificateAuthority.create("front-proxy", NOW);
    private final AtomicInteger made = new AtomicInteger();
    private Store<KubeObject> store;
    private ApiServer server;
    private Client client;

    @BeforeEach
    void open() throws IOException {
        StorageCodec codec = new StorageCodec(new Interner(1024, 1 << 20));
        store = MemoryStore.open(codec, StoreOptions.defaults().withTime(time).withLogOf(StorageKeys::logOf));
        server = new ApiServer(new ServerParts(
                store,
                codec,
                time,
                new SplittableRandom(1),
                (token, audiences) -> Optional.empty(),
                request -> new TokenIssuer.Token("", Instant.EPOCH),
                NodeDirectory.none(),
                (version, kind, metadata, objects, include, headers) -> new byte[0],
                ServiceNetwork.of("10.96.0.0/16"),
                new InetSocketAddress("192.168.0.1", 6443),
                "v1.36.0",
                AccessOptions.NONE,
                FrontProxy.NONE,
                null,
                null,
                FlowOptions.DEFAULT));
        client = server.client(UserInfo.API_SERVER, "kube-apiserver");
    }

    @AfterEach
    void close() {
        server.close();
        store.close();
    }

    private ExtensionAuthentication start(int failures) {
        FrontProxyKeys keys = new FrontProxyKeys(() -> {
            if (made.incrementAndGet() <= failures) {
                throw new IOException("the disk is full");
            }
            return new FrontProxyKeys.Pair(
                    proxies.certificate(), proxies.issueClient(FrontProxyKeys.CLIENT, List.of(), NOW));
        });
        return new ExtensionAuthentication(client, users.certificate(), keys, time).start();
    }

    private Map<String, String> published() {
        return client.get(ConfigMapType.KIND, NAMESPACE, NAME).data();
    }

    @Test
    void serversAreToldWhomToTrustAfterTheStart() {
        try (ExtensionAuthentication _ = start(0)) {
            assertThat(client.find(ConfigMapType.KIND, NAMESPACE, NAME)).isEmpty();
            assertThat(made).hasValue(0);
            time.advance(Duration.ofSeconds(3));

            assertThat(published())
                    .containsEntry("client-ca-file", users.certificatePem())
                    .containsEntry("requestheader-client-ca-file", proxies.certificatePem())
                    .containsEntry("requestheader-allowed-names", "[\"front-proxy-client\"]")
                    .containsEntry("requestheader-username-headers", "[\"X-Remote-User\"]")
                    .containsEntry("requestheader-uid-headers", "[\"X-Remote-Uid\"]")
                    .containsEntry("requestheader-group-headers", "[\"X-Remote-Group\"]")
                    .containsEntry("requestheader-extra-headers-prefix", "[\"X-Remote-Extra-\"]");
        }
    }

    @Test
    void whatOthersChangeIsPutRightWithinAMinuteAndWhatTheyAddStays() {
        try (ExtensionAuthentication _ = start(0)) {
            time.advance(Duration.ofSeconds(3));
            ConfigMap is = client.get(ConfigMapType.KIND, NAMESPACE, NAME);
            Map<String, String> data = new HashMap<>(is.data());
            data.put("client-ca-file", "nobody");
            data.put("own", "kept");
            client.update(ConfigMapType.KIND, ConfigMapBuilder.of(is).data(data).build(), WriteOptions.DEFAULT);
            time.advance(Duration.ofMinutes(1));
            assertThat(published())
                    .containsEntry("client-ca-file", users.certificatePem())
                    .containsEntry("own", "kept");

            String version =
                    client.get(ConfigMapType.KIND, NAMESPACE, NAME).metadata().resourceVersion();
            time.advance(Duration.ofMinutes(2));
            assertThat(client.get(ConfigMapType.KIND, NAMESPACE, NAME)
                            .metadata()
                            .resourceVersion())
                    .isEqualTo(version);

            client.delete(ConfigMapType.KIND, NAMESPACE, NAME, DeleteOptionsType.EMPTY);
            time.advance(Duration.ofMinutes(1));
            assertThat(published()).containsEntry("client-ca-file", users.certificatePem());
            assertThat(made).hasValue(1);
        }
    }

    @Test
    void keysThatCannotBeMadeAreTriedAgain() {
        try (ExtensionAuthentication _ = start(1)) {
            time.advance(Duration.ofSeconds(3));
            assertThat(client.find(ConfigMapType.KIND, NAMESPACE, NAME)).isEmpty();
            time.advance(Duration.ofMinutes(1));
            assertThat(published()).containsKey("client-ca-file");
        }
    }
}
