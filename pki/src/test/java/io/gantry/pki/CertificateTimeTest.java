package io.gantry.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x509.Time;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bouncy Castle's slow way is the judge of the fast one. */
class CertificateTimeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1950-01-01T00:00:00Z",
                "1999-12-31T23:59:59Z",
                "2026-11-28T14:32:31.987Z",
                "2049-12-31T23:59:59.999Z",
                "2050-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z"
            })
    void isWhatBouncyCastleWrites(String text) {
        var time = Instant.parse(text);

        assertThat(CertificateTime.of(time)).isEqualTo(new Time(Date.from(time)));
    }
}
