package io.gantry.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.core.v1.Secret;
import io.gantry.api.core.v1.SecretBuilder;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.types.Bytes;
import io.gantry.base.VirtualTime;
import io.gantry.client.Reader;
import io.gantry.server.request.UserInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TokensTest {
    private static final String TOKEN = "abcdef.0123456789abcdef";

    @TempDir
    private Path directory;

    private StaticTokens file(String text) throws IOException {
        return StaticTokens.read(Files.writeString(directory.resolve("tokens.csv"), text));
    }

    @Test
    void aTokenFileNamesUsersUidsAndGroups() throws Exception {
        StaticTokens tokens = file(
                "t1,ann,1\r\n\n\"t,2\",\"ben \"\"b\"\"\",2,\"devs,ops\",more\n,nobody,3\nt3,carl,3,one\nt3,dora,4");

        assertThat(tokens.find("t1")).contains(new UserInfo("ann", "1", List.of(), Map.of()));
        assertThat(tokens.find("t,2")).contains(new UserInfo("ben \"b\"", "2", List.of("devs", "ops"), Map.of()));
        assertThat(tokens.find("t3").map(UserInfo::name)).contains("dora");
        assertThat(tokens.find("")).isEmpty();
        assertThat(tokens.find("t4")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "t,ann           | must have at least 3 columns (token, user name, user uid), found 2",
                "t,a\"nn,1       | line 1: bare \"",
                "t,ann,1,\"devs  | line 1: a field's closing \"",
                "t,ann,1,\"devs\"x | line 1: a field's closing \"",
            })
    void aWrongTokenFileIsRefused(String text, String problem) {
        assertThatThrownBy(() -> file(text)).isInstanceOf(IOException.class).hasMessageContaining(problem);
    }

    private static @Nullable Secret secret(Map<String, String> changes) {
        Map<String, String> data = new HashMap<>(Map.of(
                "token-id", "abcdef",
                "token-secret", "0123456789abcdef",
                "usage-bootstrap-authentication", "true"));
        data.putAll(changes);
        Map<String, Bytes> bytes = new HashMap<>();
        data.forEach((key, value) -> bytes.put(key, Bytes.utf8(value)));
        String type = bytes.containsKey("type") ? data.get("type") : "bootstrap.kubernetes.io/token";
        return SecretBuilder.of()
                .metadata(ObjectMetaBuilder.of()
                        .name("bootstrap-token-abcdef")
                        .namespace("kube-system")
                        .build())
                .type(type)
                .data(bytes)
                .build();
    }

    private static Reader<Secret> reader(@Nullable Secret secret) {
        return new Reader<>() {
            @Override
            public @Nullable Secret get(String namespace, String name) {
                return namespace.equals("kube-system") && name.equals("bootstrap-token-abcdef") ? secret : null;
            }

            @Override
            public List<Secret> list(String namespace) {
                return secret == null ? List.of() : List.of(secret);
            }
        };
    }

    private static Optional<UserInfo> bootstrap(Map<String, String> changes, String token) {
        return new BootstrapTokens(reader(secret(changes)), new VirtualTime()).find(token);
    }

    @Test
    void aBootstrapTokenIsAUserOfTheBootstrappers() {
        assertThat(bootstrap(Map.of(), TOKEN)).contains(UserInfo.of("system:bootstrap:abcdef", "system:bootstrappers"));
        assertThat(bootstrap(
                        Map.of(
                                "expiration", "2026-01-01T02:00:01+02:00",
                                "auth-extra-groups", "system:bootstrappers:workers,system:bootstrappers:a"),
                        TOKEN))
                .contains(UserInfo.of(
                        "system:bootstrap:abcdef",
                        "system:bootstrappers",
                        "system:bootstrappers:a",
                        "system:bootstrappers:workers"));
    }

    @ParameterizedTest
    @CsvSource({
        "expiration, 2026-01-01T00:00:00Z",
        "expiration, tomorrow",
        "usage-bootstrap-authentication, false",
        "token-id, abcdeg",
        "token-secret, 0123456789abcdeg",
        "auth-extra-groups, system:masters",
        "auth-extra-groups, 'system:bootstrappers:a,'",
        "type, Opaque",
    })
    void aBootstrapTokenIsNoGoodWhenItsSecretSaysSo(String key, String value) {
        assertThat(bootstrap(Map.of(key, value), TOKEN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"abcdef", "abcdef.0123456789abcdeF", "abcdeg.0123456789abcdef", "abcdef.0123456789abcdef."})
    void whatIsNotTheTokenLetsNobodyIn(String token) {
        assertThat(bootstrap(Map.of(), token)).isEmpty();
    }

    @Test
    void tokensWithoutAudienceAreForTheApiServersOwn() throws Exception {
        TokenVerifier accounts = new TokenVerifier() {
            @Override
            public Optional<TokenUser> verify(String token, List<String> audiences) {
                return token.equals("sa") ? Optional.of(new TokenUser(UserInfo.of("sa"), audiences)) : Optional.empty();
            }

            @Override
            public List<String> ownAudiences() {
                return List.of("api");
            }
        };
        TokenVerifier all = TokenChain.of(
                new AccessOptions(file("t,ann,1"), true, null, null, null, AnonymousAccess.EVERYWHERE, null),
                accounts,
                reader(secret(Map.of())),
                new VirtualTime(),
                _ -> {});

        assertThat(all.verify("t", List.of()).map(TokenUser::audiences)).contains(List.of("api"));
        assertThat(all.verify("t", List.of("other", "api")).map(TokenUser::audiences))
                .contains(List.of("api"));
        assertThat(all.verify("t", List.of("other"))).isEmpty();
        assertThat(all.verify(TOKEN, List.of())).isPresent();
        assertThat(all.verify("sa", List.of("other")).map(TokenUser::audiences)).contains(List.of("other"));
        assertThat(TokenChain.of(AccessOptions.NONE, accounts, reader(null), new VirtualTime(), _ -> {}))
                .isSameAs(accounts);
    }
}
