package io.gantry.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.KubeObject;
import io.gantry.api.codec.Interner;
import io.gantry.api.core.v1.ContainerBuilder;
import io.gantry.api.core.v1.NodeBuilder;
import io.gantry.api.core.v1.NodeType;
import io.gantry.api.core.v1.PodBuilder;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.core.v1.SecretBuilder;
import io.gantry.api.core.v1.SecretType;
import io.gantry.api.core.v1.ServiceAccount;
import io.gantry.api.core.v1.ServiceAccountBuilder;
import io.gantry.api.core.v1.ServiceAccountType;
import io.gantry.api.meta.v1.DeleteOptionsBuilder;
import io.gantry.api.meta.v1.DeleteOptionsType;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.types.Bytes;
import io.gantry.base.VirtualTime;
import io.gantry.client.Client;
import io.gantry.client.Patch;
import io.gantry.client.WriteOptions;
import io.gantry.pki.SecretTokenClaims;
import io.gantry.pki.ServiceAccountTokens;
import io.gantry.server.aggregation.FrontProxy;
import io.gantry.server.api.ApiServer;
import io.gantry.server.api.NodeDirectory;
import io.gantry.server.api.ServerParts;
import io.gantry.server.auth.AccessOptions;
import io.gantry.server.auth.TokenUser;
import io.gantry.server.flowcontrol.FlowOptions;
import io.gantry.server.registry.StorageCodec;
import io.gantry.server.registry.StorageKeys;
import io.gantry.server.request.TokenIssuer;
import io.gantry.server.request.TokenIssuer.Bound;
import io.gantry.server.request.UserInfo;
import io.gantry.server.strategy.ServiceNetwork;
import io.gantry.store.MemoryStore;
import io.gantry.store.Store;
import io.gantry.store.StoreOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenServiceTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final VirtualTime time = new VirtualTime(NOW);
    private final ServiceAccountTokens tokens = ServiceAccountTokens.create("https://issuer");
    private final TokenService service = new TokenService(true, time);
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
                service,
                service,
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
        service.use(tokens, client);
    }

    @AfterEach
    void close() {
        server.close();
        store.close();
    }

    private static ObjectMeta named(String namespace, String name) {
        return ObjectMetaBuilder.of().namespace(namespace).name(name).build();
    }

    private ServiceAccount account() {
        return client.create(
                ServiceAccountType.KIND,
                ServiceAccountBuilder.of().metadata(named("default", "robot")).build(),
                WriteOptions.DEFAULT);
    }

    private Bound pod() {
        KubeObject pod = client.create(
                PodType.KIND,
                PodBuilder.of()
                        .metadata(named("default", "web"))
                        .spec(PodSpecBuilder.of()
                                .serviceAccountName("robot")
                                .nodeName("one")
                                .containers(List.of(ContainerBuilder.of()
                                        .name("c")
                                        .image("i")
                                        .build()))
                                .build())
                        .build(),
                WriteOptions.DEFAULT);
        return new Bound("Pod", "web", pod.uid());
    }

    private Bound node() {
        KubeObject node = client.create(
                NodeType.KIND,
                NodeBuilder.of()
                        .metadata(ObjectMetaBuilder.of().name("one").build())
                        .build(),
                WriteOptions.DEFAULT);
        return new Bound("Node", "one", node.uid());
    }

    private TokenIssuer.Token issue(
            ServiceAccount account, Duration life, @Nullable Bound bound, @Nullable Bound node) {
        return service.issue(new TokenIssuer.Request("default", "robot", account.uid(), List.of(), life, bound, node));
    }

    private Optional<TokenUser> verify(TokenIssuer.Token token) {
        return service.verify(token.token(), List.of());
    }

    @Test
    void aNodesTokenEndsWithTheNodeButAPodsDoesNot() {
        ServiceAccount account = account();
        Bound node = node();
        Bound pod = pod();
        TokenIssuer.Token ofNode = issue(account, Duration.ofDays(1), node, null);
        TokenIssuer.Token ofPod = issue(account, Duration.ofDays(1), pod, node);
        assertThat(verify(ofNode)).isPresent();

        client.delete(NodeType.KIND, "", "one", DeleteOptionsType.EMPTY);
        assertThat(verify(ofNode)).isEmpty();
        assertThat(verify(ofPod)).isPresent();
        node();
        assertThat(verify(ofNode)).isEmpty();
    }

    @Test
    void aPodThatShouldBeGoneHasNoTokenAfterAMinute() {
        ServiceAccount account = account();
        Bound node = node();
        TokenIssuer.Token token = issue(account, Duration.ofDays(1), pod(), node);
        client.delete(
                PodType.KIND,
                "default",
                "web",
                DeleteOptionsBuilder.of().gracePeriodSeconds(30L).build());
        assertThat(client.find(PodType.KIND, "default", "web")).isPresent();
        time.advance(Duration.ofSeconds(89));
        assertThat(verify(token)).isPresent();
        time.advance(Duration.ofSeconds(2));
        assertThat(verify(token)).isEmpty();
    }

    @Test
    void anAccountThatWaitsForItsFinalizersKeepsItsTokensForAMinute() {
        ServiceAccount account = client.create(
                ServiceAccountType.KIND,
                ServiceAccountBuilder.of()
                        .metadata(ObjectMetaBuilder.of()
                                .namespace("default")
                                .name("robot")
                                .finalizers(List.of("example.com/wait"))
                                .build())
                        .build(),
                WriteOptions.DEFAULT);
        TokenIssuer.Token token = issue(account, Duration.ofDays(1), null, null);
        client.delete(ServiceAccountType.KIND, "default", "robot", DeleteOptionsType.EMPTY);
        assertThat(verify(token)).isPresent();
        time.advance(Duration.ofSeconds(61));
        assertThat(verify(token)).isEmpty();
    }

    @Test
    void theTokenThatEveryPodGetsHoldsForAYear() {
        Duration usual = Duration.ofSeconds(3607);
        ServiceAccount account = account();
        Bound node = node();
        Bound pod = pod();
        TokenIssuer.Token extended = issue(account, usual, pod, node);
        assertThat(extended.expiration()).isEqualTo(NOW.plus(usual));
        TokenIssuer.Token ofNobody = issue(account, usual, null, null);
        TokenIssuer.Token ofNode = issue(account, usual, node, null);
        TokenIssuer.Token asked = issue(account, Duration.ofSeconds(3600), pod, node);
        TokenIssuer.Token elsewhere = service.issue(new TokenIssuer.Request(
                "default", "robot", account.uid(), List.of("https://issuer", "vault"), usual, pod, node));

        time.advance(Duration.ofMinutes(62));
        assertThat(verify(extended)).isPresent();
        assertThat(verify(ofNobody)).isEmpty();
        assertThat(verify(ofNode)).isEmpty();
        assertThat(verify(asked)).isEmpty();
        assertThat(verify(elsewhere)).isEmpty();
        time.advance(Duration.ofDays(364));
        assertThat(verify(extended)).isPresent();
        time.advance(Duration.ofDays(1));
        assertThat(verify(extended)).isEmpty();
    }

    private String secret(ServiceAccount account, String name) {
        String token = tokens.issueForSecret(new SecretTokenClaims("default", name, account.name(), account.uid()));
        client.create(
                SecretType.KIND,
                SecretBuilder.of()
                        .metadata(ObjectMetaBuilder.of()
                                .namespace("default")
                                .name(name)
                                .annotations(Map.of("kubernetes.io/service-account.name", account.name()))
                                .build())
                        .type("kubernetes.io/service-account-token")
                        .data(Map.of("token", Bytes.utf8(token)))
                        .build(),
                WriteOptions.DEFAULT);
        return token;
    }

    @Test
    void aTokenInASecretHoldsAsLongAsTheSecretHasIt() {
        ServiceAccount account = account();
        String token = secret(account, "mine");
        time.advance(Duration.ofDays(1000));

        Optional<TokenUser> user = service.verify(token, List.of());

        assertThat(user).hasValueSatisfying(found -> {
            assertThat(found.user().name()).isEqualTo("system:serviceaccount:default:robot");
            assertThat(found.audiences()).containsExactly("https://issuer");
            assertThat(found.use()).isEqualTo(TokenUser.Use.MANUAL_SECRET);
            assertThat(found.notes())
                    .isEqualTo(Map.of(
                            "authentication.k8s.io/legacy-token", "system:serviceaccount:default:robot",
                            "authentication.k8s.io/legacy-token-manual-secret", "mine"));
        });
        assertThat(service.verify(token, List.of("vault"))).isEmpty();
        assertThat(client.get(SecretType.KIND, "default", "mine").metadata().labels())
                .containsEntry("kubernetes.io/legacy-token-last-used", "2028-09-27");

        mark("mine", "kubernetes.io/legacy-token-invalid-since", "2028-09-27");
        assertThat(service.verify(token, List.of())).isEmpty();
        mark("mine", "kubernetes.io/legacy-token-invalid-since", "");
        assertThat(service.verify(token, List.of())).isPresent();
        client.delete(SecretType.KIND, "default", "mine", DeleteOptionsType.EMPTY);
        assertThat(service.verify(token, List.of())).isEmpty();
    }

    private void mark(String secret, String label, String value) {
        client.patch(
                SecretType.KIND,
                "default",
                secret,
                Patch.merge("{\"metadata\":{\"labels\":{\"" + label + "\":\"" + value + "\"}}}"),
                "",
                WriteOptions.DEFAULT);
    }

    @Test
    void aTokenInASecretEndsWithItsAccount() {
        String token = secret(account(), "mine");
        client.delete(ServiceAccountType.KIND, "default", "robot", DeleteOptionsType.EMPTY);
        account();

        assertThat(service.verify(token, List.of())).isEmpty();
    }

    @Test
    void anAccountMayListTheSecretOfItsToken() {
        ServiceAccount account = account();
        String token = secret(account, "mine");
        client.patch(
                ServiceAccountType.KIND,
                "default",
                "robot",
                Patch.merge("{\"secrets\":[{\"name\":\"mine\"}]}"),
                "",
                WriteOptions.DEFAULT);

        assertThat(service.verify(token, List.of())).hasValueSatisfying(found -> {
            assertThat(found.use()).isEqualTo(TokenUser.Use.AUTOMATIC_SECRET);
            assertThat(found.notes()).containsEntry("authentication.k8s.io/legacy-token-autogenerated-secret", "mine");
        });
    }

    @Test
    void aHolderThatDoesNotReadItsNewTokenIsSeen() {
        ServiceAccount account = account();
        Bound node = node();
        Bound pod = pod();
        TokenIssuer.Token extended = issue(account, Duration.ofSeconds(3607), pod, node);
        TokenIssuer.Token plain = issue(account, Duration.ofDays(1), pod, node);

        time.advance(Duration.ofSeconds(3607));
        assertThat(verify(extended).map(TokenUser::use)).contains(TokenUser.Use.VALID);
        time.advance(Duration.ofSeconds(5));

        assertThat(verify(extended))
                .hasValueSatisfying(user -> assertThat(user.use()).isEqualTo(TokenUser.Use.STALE))
                .map(TokenUser::notes)
                .contains(Map.of(
                        "authentication.k8s.io/stale-token",
                        "subject: system:serviceaccount:default:robot, seconds after warning threshold: 5"));
        assertThat(verify(plain).map(TokenUser::use)).contains(TokenUser.Use.PLAIN);
    }

    @Test
    void tokensEndWhenTheySayWhereNobodyExtendsThem() {
        TokenService strict = new TokenService(false, time);
        strict.use(ServiceAccountTokens.create("https://issuer"), client);
        ServiceAccount account = account();
        Bound pod = pod();
        TokenIssuer.Token token = strict.issue(new TokenIssuer.Request(
                "default", "robot", account.uid(), List.of(), Duration.ofSeconds(3607), pod, null));
        time.advance(Duration.ofMinutes(60));
        assertThat(strict.verify(token.token(), List.of())).isPresent();
        time.advance(Duration.ofMinutes(2));
        assertThat(strict.verify(token.token(), List.of())).isEmpty();
    }
}
