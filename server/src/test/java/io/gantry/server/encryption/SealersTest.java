package io.gantry.server.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SealersTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] KEY = bytes("1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389");
    private static final byte[] PREFIX = "k8s:enc:x:v1:k:".getBytes(StandardCharsets.UTF_8);
    private static final byte[] HERE = "/registry/secrets/default/here".getBytes(StandardCharsets.UTF_8);
    private static final byte[] THERE = "/registry/secrets/default/there".getBytes(StandardCharsets.UTF_8);

    static Stream<Sealer> all() {
        return Stream.of(new AesGcm(KEY, RANDOM), new AesCbc(KEY, RANDOM), new Secretbox(KEY, RANDOM));
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatIsSealedCanBeOpened(Sealer sealer) throws Exception {
        for (int length : new int[] {0, 1, 15, 16, 17, 1000}) {
            byte[] plain = new byte[length];
            RANDOM.nextBytes(plain);

            byte[] sealed = sealer.seal(PREFIX, plain, HERE);

            assertThat(sealed).startsWith(PREFIX).isNotEqualTo(sealer.seal(PREFIX, plain, HERE));
            assertThat(sealer.open(sealed, PREFIX.length, HERE)).isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void whatIsCutShortIsRefused(Sealer sealer) {
        byte[] sealed = sealer.seal(PREFIX, new byte[20], HERE);
        for (int length = PREFIX.length; length < PREFIX.length + 30; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);

            assertThatThrownBy(() -> sealer.open(cut, PREFIX.length, HERE))
                    .isInstanceOf(GeneralSecurityException.class);
        }
    }

    @Test
    void everyChangedBitIsNoticed() {
        for (Sealer sealer : new Sealer[] {new AesGcm(KEY, RANDOM), new Secretbox(KEY, RANDOM)}) {
            byte[] sealed = sealer.seal(PREFIX, new byte[20], HERE);
            for (int i = PREFIX.length; i < sealed.length; i++) {
                byte[] changed = sealed.clone();
                changed[i] ^= 1;

                assertThatThrownBy(() -> sealer.open(changed, PREFIX.length, HERE))
                        .isInstanceOf(GeneralSecurityException.class);
            }
        }
    }

    @Test
    void galoisCounterModeOpensAValueOnlyWhereItWasSealed() {
        Sealer sealer = new AesGcm(KEY, RANDOM);
        byte[] sealed = sealer.seal(PREFIX, new byte[20], HERE);

        assertThatThrownBy(() -> sealer.open(sealed, PREFIX.length, THERE))
                .isInstanceOf(GeneralSecurityException.class);
    }

    /** Source: the test secretbox of NaCl's distribution. */
    @Test
    void secretboxIsThatOfNacl() throws Exception {
        byte[] sealed = bytes("69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37"
                + "f3ffc7703f9400e52a7dfb4b3d3305d98e993b9f48681273c29650ba32fc76ce48332ea7164d96a4476fb8c531a1186a"
                + "c0dfc17c98dce87b4da7f011ec48c97271d2c20f9b928fe2270d6fb863d51738b48eeee314a7cc8ab932164548e526ae"
                + "90224368517acfeabd6bb3732bc0e9da99832b61ca01b6de56244a9e88d5f9b37973f622a43d14a6599b1f654cb45a74"
                + "e355a5");

        assertThat(new Secretbox(KEY, RANDOM).open(sealed, 0, HERE))
                .isEqualTo(
                        bytes("be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd44b66849b64244ffce5ecbaaf33bd751a1ac728d4"
                                + "5e6c61296cdc3c01233561f41db66cce314adb310e3be8250c46f06dceea3a7fa1348057e2f6556ad6b1318a024a838f"
                                + "21af1fde048977eb48f59ffd4924ca1c60902e52f0a089bc76897040e082f937763848645e0705"));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
