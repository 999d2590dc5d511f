package io.gantry.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KeysTest {
    @Test
    void aWrittenKeyCarriesItsPublicKey() {
        var keys = Keys.generate();
        var read = Pem.privateKey("key", Pem.encode(keys.getPrivate(), keys.getPublic()));

        assertThat(((ECPrivateKey) read).getS()).isEqualTo(((ECPrivateKey) keys.getPrivate()).getS());
        var point = Sec1.bits((ECPublicKey) keys.getPublic());
        var encoded = read.getEncoded();
        assertThat(Arrays.copyOfRange(encoded, encoded.length - point.length, encoded.length))
                .isEqualTo(point);
        assertThat(Keys.belongTogether(read, keys.getPublic())).isTrue();
        assertThat(Keys.belongTogether(read, Keys.generate().getPublic())).isFalse();
    }

    @Test
    void aKeyAloneIsAskedForASignature() {
        var keys = Keys.generate();
        var read = Pem.privateKey("key", Pem.encode(keys.getPrivate()));

        assertThat(Keys.belongTogether(read, keys.getPublic())).isTrue();
        assertThat(Keys.belongTogether(read, Keys.generate().getPublic())).isFalse();
    }
}
