package io.gantry.api.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.KubeList;
import io.gantry.api.core.v1.ConfigMap;
import io.gantry.api.core.v1.ConfigMapBuilder;
import io.gantry.api.core.v1.ConfigMapType;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.core.v1.Secret;
import io.gantry.api.core.v1.SecretBuilder;
import io.gantry.api.core.v1.SecretType;
import io.gantry.api.meta.v1.ListMetaBuilder;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import io.gantry.api.types.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CborTest {
    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String json(String hex) {
        return new String(Tree.toJson(Cbor.parse(hex(hex))), StandardCharsets.UTF_8);
    }

    private static byte[] pod(String json) {
        return Cbor.ofTree(Tree.parseJson(json.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The examples of RFC 8949, appendix A, that Kubernetes takes, as what they are in JSON; and how they are written again.
     * Texts come back as byte strings, lengths are told at the beginning, unknown tags are gone.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            00                   | 0                        | 00
            01                   | 1                        | 01
            0a                   | 10                       | 0a
            17                   | 23                       | 17
            1818                 | 24                       | 1818
            1819                 | 25                       | 1819
            1864                 | 100                      | 1864
            1903e8               | 1000                     | 1903e8
            1a000f4240           | 1000000                  | 1a000f4240
            1b000000e8d4a51000   | 1000000000000            | 1b000000e8d4a51000
            20                   | -1                       | 20
            29                   | -10                      | 29
            3863                 | -100                     | 3863
            3903e7               | -1000                    | 3903e7
            f90000               | 0                        | f90000
            f98000               | -0                       | f98000
            f93c00               | 1                        | f93c00
            fb3ff199999999999a   | 1.1                      | fb3ff199999999999a
            f93e00               | 1.5                      | f93e00
            f97bff               | 65504                    | f97bff
            fa47c35000           | 100000                   | fa47c35000
            fa7f7fffff           | 3.4028234663852886e+38   | fa7f7fffff
            fb7e37e43c8800759c   | 1e+300                   | fb7e37e43c8800759c
            f90001               | 5.960464477539063e-8     | f90001
            f90400               | 0.00006103515625         | f90400
            f9c400               | -4                       | f9c400
            fbc010666666666666   | -4.1                     | fbc010666666666666
            f4                   | false                    | f4
            f5                   | true                     | f5
            f6                   | null                     | f6
            c074323031332d30332d32315432303a30343a30305a | "2013-03-21T20:04:00Z" | 54323031332d30332d32315432303a30343a30305a
            c11a514b67b0         | "2013-03-21T20:04:00Z"   | 54323031332d30332d32315432303a30343a30305a
            c1fb41d452d9ec200000 | "2013-03-21T20:04:00.5Z" | 56323031332d30332d32315432303a30343a30302e355a
            c1fbbfe0000000000000 | "1969-12-31T23:59:59.5Z" | 56313936392d31322d33315432333a35393a35392e355a
            c1fba1f8ffffff000000 | "1970-01-01T00:00:00Z" | 54313937302d30312d30315430303a30303a30305a
            c1fb41d452d9ec1fffff | "2013-03-21T20:04:00.499999761Z" | 581e323031332d30332d32315432303a30343a30302e3439393939393736315a
            c1fb3fefffffffffffff | "1970-01-01T00:00:00.999999999Z" | 581e313937302d30312d30315430303a30303a30302e3939393939393939395a
            d74401020304         | "01020304"               | 483031303230333034
            d818456449455446     | "dIETF"                  | 456449455446
            d82076687474703a2f2f7777772e6578616d706c652e636f6d | "http://www.example.com" \
            | 56687474703a2f2f7777772e6578616d706c652e636f6d
            40                   | ""                       | 40
            4401020304           | "\\u0001\\u0002\\u0003\\u0004" | 4401020304
            60                   | ""                       | 40
            6161                 | "a"                      | 4161
            6449455446           | "IETF"                   | 4449455446
            62225c               | "\\"\\\\"                | 42225c
            62c3bc               | "ü"                      | 42c3bc
            63e6b0b4             | "水"                     | 43e6b0b4
            64f0908591           | "𐅑"                   | 44f0908591
            80                   | []                       | 80
            83010203             | [1,2,3]                  | 83010203
            8301820203820405     | [1,[2,3],[4,5]]          | 8301820203820405
            98190102030405060708090a0b0c0d0e0f101112131415161718181819 \
            | [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25] \
            | 98190102030405060708090a0b0c0d0e0f101112131415161718181819
            a0                   | {}                       | a0
            a26161016162820203   | {"a":1,"b":[2,3]}        | a24161014162820203
            826161a161626163     | ["a",{"b":"c"}]          | 824161a141624163
            a56161614161626142616361436164614461656145 | {"a":"A","b":"B","c":"C","d":"D","e":"E"} \
            | a54161414141624142416341434164414441654145
            5f42010243030405ff   | "\\u0001\\u0002\\u0003\\u0004\\u0005" | 450102030405
            7f657374726561646d696e67ff | "streaming"        | 4973747265616d696e67
            9fff                 | []                       | 80
            9f018202039f0405ffff | [1,[2,3],[4,5]]          | 8301820203820405
            9f01820203820405ff   | [1,[2,3],[4,5]]          | 8301820203820405
            83018202039f0405ff   | [1,[2,3],[4,5]]          | 8301820203820405
            83019f0203ff820405   | [1,[2,3],[4,5]]          | 8301820203820405
            bf61610161629f0203ffff | {"a":1,"b":[2,3]}      | a24161014162820203
            826161bf61626163ff   | ["a",{"b":"c"}]          | 824161a141624163
            bf6346756ef563416d7421ff | {"Fun":true,"Amt":-2} | a24346756ef543416d7421
            """)
    void takesTheExamplesOfTheStandard(String cbor, String json, String again) {
        assertThat(json(cbor)).isEqualTo(json);
        assertThat(HexFormat.of().formatHex(Cbor.ofTree(Cbor.parse(hex(cbor))))).isEqualTo("d9d9f7" + again);
    }

    /** The others of appendix A, and what is no CBOR at all. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1bffffffffffffffff         | cannot unmarshal positive integer into Go value of type int64 (18446744073709551615
            3bffffffffffffffff         | cannot unmarshal negative integer into Go value of type int64 (-18446744073709551616
            c249010000000000000000     | bignum
            c349010000000000000000     | bignum
            f97c00                     | floating-point infinity
            f97e00                     | floating-point NaN
            f9fc00                     | floating-point infinity
            fa7f800000                 | floating-point infinity
            fa7fc00000                 | floating-point NaN
            faff800000                 | floating-point infinity
            fb7ff0000000000000         | floating-point infinity
            fb7ff8000000000000         | floating-point NaN
            fbfff0000000000000         | floating-point infinity
            f7                         | simple value 23 is not recognized
            f0                         | simple value 16 is not recognized
            f8ff                       | simple value 255 is not recognized
            a201020304                 | cannot unmarshal positive integer into Go value of type string
            a2616101616102             | found duplicate map key "a" at map element index 1
            a2616101416102             | found duplicate map key "a" at map element index 1
            61ff                       | invalid UTF-8 string
            41ff                       | invalid UTF-8 string
            7f61c361bcff               | invalid UTF-8 string
            7f4161ff                   | wrong element type byte string for indefinite-length UTF-8 text string
            1c                         | invalid additional information 28 for type positive integer
            ff                         | unexpected "break" code
            81ff                       | unexpected "break" code
            a161                       | unexpected EOF
            5bffffffffffffffff         | unexpected EOF
            5b000000007fffffff         | unexpected EOF
            9bffffffffffffffff         | exceeded max number of elements 1024 for CBOR array
            b90401                     | exceeded max number of key-value pairs 1024 for CBOR map
            0000                       | 1 bytes of extraneous data starting at index 1
            c001                       | tag number 0 must be followed by text string, got positive integer
            c16161                     | tag number 1 must be followed by integer or floating-point number, got UTF-8
            c06161                     | for time.Time: parsing time "a"
            c11b7fffffffffffffff       | year outside of range
            c1fb7e37e43c8800759c       | year outside of range
            c13b7fffffffffffffff       | year outside of range
            """)
    void refusesWhatKubernetesRefuses(String cbor, String why) {
        assertThatThrownBy(() -> Cbor.parse(hex(cbor)))
                .isInstanceOf(DecodeException.class)
                .hasMessageContaining(why);
    }

    @Test
    void refusesNothing() {
        assertThatThrownBy(() -> Cbor.parse(new byte[0]))
                .isInstanceOf(DecodeException.class)
                .hasMessage("EOF");
    }

    @Test
    void nestsAsDeepAsKubernetes() {
        assertThat(json("81".repeat(63) + "80")).isEqualTo("[".repeat(64) + "]".repeat(64));
        assertThatThrownBy(() -> Cbor.parse(hex("81".repeat(64) + "80")))
                .hasMessage("cbor: exceeded max nested level 64");
        assertThatThrownBy(() -> Cbor.parse(hex("9f".repeat(100_000))))
                .hasMessage("cbor: exceeded max nested level 64");
        assertThat(json("c6".repeat(100_000) + "01")).isEqualTo("1"); // a tag takes no level here
    }

    @Test
    void anEndlessArrayIsBoundedToo() {
        assertThat(json("9f" + "00".repeat(1024) + "ff")).hasSize(2 * 1024 + 1);
        assertThatThrownBy(() -> Cbor.parse(hex("9f" + "00".repeat(1025) + "ff")))
                .hasMessage("cbor: exceeded max number of elements 1024 for CBOR array");
    }

    /** A tag that asks for a text says so of all bytes in what it stands for, but not of names. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            d64401020304         | "AQIDBA=="
            d543fbff00           | "-_8A"
            d7d64401020304       | "AQIDBA=="
            d6824101d74102       | ["AQ==","02"]
            d6a1416141ff         | {"a":"/w=="}
            d66161               | "a"
            """)
    void bytesBecomeTheTextThatTheirTagAsksFor(String cbor, String json) {
        assertThat(json(cbor)).isEqualTo(json);
    }

    @Test
    void writesAnObjectAsKubernetesDoes() {
        Secret secret = SecretBuilder.of()
                .metadata(ObjectMetaBuilder.of().name("a").build())
                .data(Map.of("k", Bytes.ofOwned(new byte[] {1, 2})))
                .build();
        assertThat(HexFormat.of().formatHex(Cbor.encode(secret)))
                .isEqualTo("d9d9f7" + "a4" // self-described; a map of four
                        + "446b696e64" + "46536563726574" // kind: Secret
                        + "4a61706956657273696f6e" + "427631" // apiVersion: v1
                        + "486d65746164617461" + "a1446e616d654161" // metadata: {name: a}
                        + "4464617461" + "a1416bd6420102"); // data: {k: 22(h'0102')}
        assertThat(Cbor.decode(Cbor.encode(secret), null, DecodeOptions.LENIENT))
                .isEqualTo(secret);
    }

    /** Behind any of the three tags they are as they are; without one, as in JSON. */
    @ParameterizedTest
    @ValueSource(strings = {"d6420102", "d5420102", "d7420102", "444151493d", "644151493d"})
    void bytesComeTaggedOrInBase64(String data) {
        String head = "a3446b696e64465365637265744a61706956657273696f6e4276314464617461a1416b";
        Secret secret = (Secret) Cbor.decode(hex(head + data), SecretType.KIND, DecodeOptions.LENIENT);
        assertThat(secret.data().get("k")).isEqualTo(Bytes.ofOwned(new byte[] {1, 2}));
    }

    @Test
    void namesTheFieldThatDoesNotFit() {
        assertThatThrownBy(() -> Cbor.decode(
                        pod("{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"spec\":{\"priority\":\"x\"}}"),
                        PodType.KIND,
                        DecodeOptions.LENIENT))
                .hasMessage(
                        "cbor: cannot unmarshal byte string into Go struct field v1.PodSpec.priority of type int32");
        assertThatThrownBy(() -> Cbor.decode(
                        pod("{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"spec\":{\"priority\":3000000000}}"),
                        PodType.KIND,
                        DecodeOptions.LENIENT))
                .hasMessage("cbor: cannot unmarshal positive integer into Go struct field v1.PodSpec.priority of type"
                        + " int32 (3000000000 overflows int32)");
        assertThatThrownBy(() -> Cbor.decode(pod("[]"), PodType.KIND, DecodeOptions.LENIENT))
                .hasMessage("unable to determine group/version/kind: cbor: cannot unmarshal array into Go value of type"
                        + " v1.TypeMeta");
        assertThatThrownBy(() -> Cbor.decode(pod("{\"kind\":3}"), PodType.KIND, DecodeOptions.LENIENT))
                .hasMessage("unable to determine group/version/kind: cbor: cannot unmarshal positive integer into Go"
                        + " struct field v1.TypeMeta.kind of type string");
    }

    @Test
    void tellsTheFirstUnknownFieldByItsIndex() {
        StrictErrors strict = new StrictErrors();
        Pod pod = (Pod) Cbor.decode(
                pod(
                        "{\"kind\":\"Pod\",\"spec\":{\"nodeName\":\"n\",\"nodeNames\":{\"a\":[1]},\"more\":1},\"apiVersion\":\"v1\"}"),
                null,
                DecodeOptions.collecting(strict));
        assertThat(pod.spec().nodeName()).isEqualTo("n");
        assertThat(strict.list()).containsExactly("cbor: found unknown field at map element index 1");
    }

    @Test
    void aListHoldsMoreThanABufferTakes() {
        ConfigMap map = ConfigMapBuilder.of().data(Map.of("a", "b".repeat(500))).build();
        KubeList<ConfigMap> list = new KubeList<>(
                ConfigMapType.KIND, ListMetaBuilder.of().resourceVersion("7").build(), Collections.nCopies(1000, map));
        assertThat(Cbor.decode(Cbor.encode(list), null, DecodeOptions.LENIENT)).isEqualTo(list);
    }

    @Test
    void anEventIsOneValueWithTheObjectInIt() {
        ConfigMap map = ConfigMapBuilder.of().data(Map.of("a", "b")).build();
        assertThat(Cbor.parse(Cbor.event("ADDED", Cbor.encode(map))))
                .isEqualTo(Map.of("type", "ADDED", "object", Tree.of(map)));
    }

    @Test
    void numbersThatNobodyCouldReadAreNotWritten() {
        for (double number : List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)) {
            assertThatThrownBy(() -> Cbor.ofTree(List.of(number))).isInstanceOf(DecodeException.class);
        }
    }
}
