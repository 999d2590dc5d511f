package io.gantry.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrustAnchorsTest {
    /** Of an authority; made with openssl for these tests, its key thrown away. */
    static final String AUTHORITY = """
            -----BEGIN CERTIFICATE-----
            MIIBbjCCARWgAwIBAgIUZDYyoeSmPOpIwqIh8CrkIXw21icwCgYIKoZIzj0EAwIw
            DDEKMAgGA1UEAwwBYTAgFw0yNjExMjgyMTI3MzlaGA8yMTI2MTEwNDIxMjczOVow
            DDEKMAgGA1UEAwwBYTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABGkZOLdfAmMX
            5+mO+S3LfuI/KgZR1kxPFN+JhW5E40Jx6cAmi8qIcMJVGjwmz7mzSJTiprgigF1Q
            jlorzZRt112jUzBRMB0GA1UdDgQWBBS8u/hrcJoN7NHxTt5CGgpPUtZ5JzAfBgNV
            HSMEGDAWgBS8u/hrcJoN7NHxTt5CGgpPUtZ5JzAPBgNVHRMBAf8EBTADAQH/MAoG
            CCqGSM49BAMCA0cAMEQCIGPazpIQraqDKJ4OTk3oZYR9HGvcHBF4/Wc9iub7vEs+
            AiBtIZ9dn6fIvXjeZu9iKfB855HwGZZ0cn99NDohujqRcw==
            -----END CERTIFICATE-----
            """;

    /** Of somebody who is no authority. */
    private static final String LEAF = """
            -----BEGIN CERTIFICATE-----
            MIIBazCCARKgAwIBAgIUJ7RjJ0qkobENFD7AlqJ4ikg19rYwCgYIKoZIzj0EAwIw
            DDEKMAgGA1UEAwwBYjAgFw0yNjExMjgyMTI3MzlaGA8yMTI2MTEwNDIxMjczOVow
            DDEKMAgGA1UEAwwBYjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABGULUgoUIu/O
            UloGR5XSkc6pkLdnAQAKRZHaZ66kaqO5cXwS8kLlVPCtXhlTwv02OtyIpXT8yzU8
            cQmHWXOVwkejUDBOMB0GA1UdDgQWBBTZZgbjkAAje91k/W7IuvDq6mMQxTAfBgNV
            HSMEGDAWgBTZZgbjkAAje91k/W7IuvDq6mMQxTAMBgNVHRMBAf8EAjAAMAoGCCqG
            SM49BAMCA0cAMEQCIBCB+OI5lKmCFbGlx4JRE378kh1LZVec9vuRR2DRYBq4AiAl
            LGTvyrVhf8oD7LACKmBgxmJHJK3fRtsyhKVhHiNaAQ==
            -----END CERTIFICATE-----
            """;

    @Test
    void authoritiesInBlocksWithAnythingBetweenThem() {
        assertThat(TrustAnchors.check(AUTHORITY)).isEmpty();
        assertThat(TrustAnchors.check("# ours\n" + AUTHORITY + "\nthat is all")).isEmpty();
        assertThat(TrustAnchors.check(AUTHORITY.replace("\n", "\r\n"))).isEmpty();
    }

    @Test
    void nothingElse() {
        assertThat(TrustAnchors.check("")).containsExactly("at least one trust anchor must be provided");
        assertThat(TrustAnchors.check("pem")).containsExactly("at least one trust anchor must be provided");
        assertThat(TrustAnchors.check(AUTHORITY + AUTHORITY + AUTHORITY))
                .containsExactly("duplicate trust anchor (indices [0 1 2])");
        assertThat(TrustAnchors.check(AUTHORITY + LEAF)).containsExactly("entry 1 does not have the CA bit set");
        assertThat(TrustAnchors.check(AUTHORITY.replace("CERTIFICATE", "PRIVATE KEY")))
                .containsExactly("entry 0 has bad block type: PRIVATE KEY");
        assertThat(TrustAnchors.check(AUTHORITY.replace("MIIB", "a: b\n\nMIIB")))
                .containsExactly("entry 0 has PEM block headers");
        assertThat(TrustAnchors.check(AUTHORITY.replace("MIIB", "MIIC")))
                .containsExactly("entry 0 does not parse as X.509");
    }

    @Test
    void whatIsNoBlockIsPassedOver() {
        String open = "-----BEGIN CERTIFICATE-----\nAAAA\n";
        assertThat(TrustAnchors.check(open)).containsExactly("at least one trust anchor must be provided");
        assertThat(TrustAnchors.check(AUTHORITY.replace("MIIB", "!!!!") + LEAF))
                .containsExactly("entry 0 does not have the CA bit set");
        assertThat(TrustAnchors.check("-----BEGIN " + AUTHORITY))
                .as("a block begins with a line")
                .containsExactly("at least one trust anchor must be provided");
    }
}
