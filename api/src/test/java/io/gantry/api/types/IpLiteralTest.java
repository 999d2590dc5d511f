package io.gantry.api.types;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpLiteralTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 10.0.0.1",
        "::, ::",
        "::1, ::1",
        "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7",
        "::ffff:1.2.3.4, ::ffff:102:304",
        "fe80::, fe80::",
        "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304"
    })
    void addresses(String text, String canonical) {
        assertThat(IpLiteral.text(Objects.requireNonNull(IpLiteral.parse(text))))
                .isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.2.3",
                "01.2.3.4",
                "1.2.3.256",
                "1.2.3.4.5",
                "a",
                "1::2::3",
                ":::",
                "1:",
                ":1",
                "1:2:3:4:5:6:7:8:9",
                "fe80::1%eth0",
                "1.2.3.4::",
                "::1.2.3",
                "12345::",
                "1:2:3:4:5:6:7::8",
                "g::"
            })
    void others(String text) {
        assertThat(IpLiteral.parse(text)).isNull();
    }
}
