package io.gantry.api.codec;

import io.gantry.api.apiextensions.v1.CustomResourceDefinitionType;
import io.gantry.api.apps.v1.ControllerRevisionType;
import io.gantry.api.authorization.v1.SubjectAccessReviewType;
import io.gantry.api.coordination.v1.LeaseType;
import io.gantry.api.core.v1.EventType;
import io.gantry.api.core.v1.LimitRangeType;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.core.v1.SecretType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Bytes that a careless decoder would choke on: where a search begins, and what every build tries. */
final class HostileInputs {
    private static final String POD = "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",";
    private static final String CRD =
            "{\"apiVersion\":\"apiextensions.k8s.io/v1\",\"kind\":\"CustomResourceDefinition\",\"spec\":";
    private static final String REVISION = "{\"apiVersion\":\"apps/v1\",\"kind\":\"ControllerRevision\",\"data\":";

    private HostileInputs() {}

    /** An object of one kind of each flavour: unions, raw JSON, quantities, times, bytes, numbers, texts. */
    private static Stream<Object> objects() {
        return Stream.of(
                        PodType.KIND,
                        SecretType.KIND,
                        EventType.KIND,
                        LimitRangeType.KIND,
                        ControllerRevisionType.KIND,
                        LeaseType.KIND,
                        CustomResourceDefinitionType.KIND,
                        SubjectAccessReviewType.KIND)
                .map(kind -> new RandomRecords(kind.name().hashCode()).record(kind.type()));
    }

    static List<byte[]> json() {
        List<byte[]> all = texts(
                "",
                " ",
                "{",
                "[]",
                "null",
                "1e999999999",
                "{}{}",
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000),
                POD + "\"metadata\":" + "{\"metadata\":".repeat(5000) + "}",
                POD + "\"spec\":{\"priority\":1e9}}",
                POD + "\"spec\":{\"priority\":" + "9".repeat(2000) + "}}",
                POD + "\"spec\":{\"containers\":[null,{\"resources\":{\"limits\":{\"cpu\":1e999999999}}}]}}",
                POD + "\"spec\":{\"overhead\":{\"a\":\"1e2147483647\",\"b\":\"-1e-2147483648\",\"c\":\".\"}}}",
                POD + "\"metadata\":{\"creationTimestamp\":\"0000-01-01T00:00:00+18:00\"}}",
                POD + "\"metadata\":{\"labels\":{\"\\ud800\":\"\\udc00\",\"a\":null,\"a\":\"b\"}}}",
                "{\"kind\":\"LimitRange\",\"apiVersion\":\"v1\",\"kind\":{},\"spec\":{\"limits\":null}}",
                "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":76}",
                "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"items\":{\"a\":[]}}",
                "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"items\":null,\"metadata\":null}",
                REVISION + "1e400}",
                REVISION + "-0e40}",
                REVISION + "{\"a\":" + "9".repeat(400) + "}}",
                REVISION + "\"\\ud800\" }",
                REVISION + "{\"b\":[1,{\"kind\":\"}\",\"c\":[\"line\\nbreak\"],\"a\":true}],\"a\":\"\"}}",
                CRD + "{\"versions\":[{\"schema\":{\"openAPIV3Schema\":" + "{\"items\":".repeat(600) + "true",
                CRD + "{\"versions\":[{\"schema\":{\"openAPIV3Schema\":{\"maximum\":1e400}}}]}}",
                CRD + "{\"versions\":[{\"schema\":{\"openAPIV3Schema\":{\"maximum\":-0e400,\"minimum\":-0}}}]}}",
                CRD + "{\"versions\":[{\"schema\":{\"openAPIV3Schema\":{\"items\":[],\"not\":{\"items\":[{}]},"
                        + "\"additionalProperties\":false,\"dependencies\":{\"a\":[\"b\"]}}}}]}}");
        all.add("{\"kind\":\"Pod\"}".getBytes(StandardCharsets.UTF_16LE));
        all.add(HexFormat.of().parseHex("efbbbf7b7d"));
        objects().map(Json::encode).forEach(all::add);
        return all;
    }

    static List<byte[]> yaml() {
        StringBuilder laughs = new StringBuilder("apiVersion: v1\nkind: ConfigMap\na0: &a0 [x,x]\n");
        for (int i = 1; i < 30; i++) {
            laughs.append("a%d: &a%d [*a%d,*a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        StringBuilder deep = new StringBuilder("apiVersion: x/v1\nkind: Deep\na0: &a0 x\n");
        for (int i = 1; i < 30; i++) {
            deep.append("a%d: &a%d %s*a%d%s\n".formatted(i, i, "[".repeat(400), i - 1, "]".repeat(400)));
        }
        List<byte[]> all = texts(
                "",
                "---\n---\n",
                "a: &a [*a]\n",
                "&a a: *a\n",
                "*b\n",
                laughs.toString(),
                deep.toString(),
                "[".repeat(100_000),
                "- ".repeat(20_000),
                "? ".repeat(20_000),
                "{a: ".repeat(20_000),
                ".nan: 1\n.inf: 2\n",
                "apiVersion: v1\nkind: Pod\nspec: {priority: .nan, overhead: {cpu: .inf, memory: 1_000}}\n",
                "apiVersion: apps/v1\nkind: ControllerRevision\ndata: {a: .nan}\n",
                "apiVersion: v1\nkind: ConfigMap\ndata: {<<: {a: b}, c: !!binary '?'}\n",
                "apiVersion: v1\nkind: ConfigMap\ndata: {a: '" + "1:".repeat(20_000) + "1'}\n",
                "apiVersion: v1\nkind: ConfigMap\ndata: {? \"two\\nlines\" : b, ? " + "k".repeat(2000) + " : c}\n",
                "%YAML 99999999999.1\n---\na\n",
                "\"\\U00110000\"\n",
                "\"\\U80110000\"\n",
                "!<" + "a".repeat(50) + "> b\n",
                "? [a]\n: b\n");
        objects().map(Yaml::encode).forEach(yaml -> all.add(yaml.getBytes(StandardCharsets.UTF_8)));
        return all;
    }

    static List<byte[]> proto() {
        List<byte[]> all = new ArrayList<>();
        for (String hex : new String[] {
            "", "6b387300", "6b3873000a00", "6b387300ffffffffffffffffffff01", "6b38730012ffffffff0f", "6b3873000b0b0b0c"
        }) {
            all.add(HexFormat.of().parseHex(hex));
        }
        // A pod whose spec (2) alternates between volumes (1) and containers (2).
        all.add(message("v1", "Pod", field(2, HexFormat.of().parseHex("0a001200".repeat(200)))));
        // A number where containers should be.
        all.add(message("v1", "Pod", field(2, HexFormat.of().parseHex("1000"))));
        // Labels, each in a run of its own.
        all.add(message("v1", "Pod", field(1, HexFormat.of().parseHex("5a0062005a020a00".repeat(200)))));
        // Times beyond what there is a text for, and nanoseconds that are none.
        all.add(message("v1", "Pod", field(1, HexFormat.of().parseHex("420b08ffffffffffffffff7f10"))));
        all.add(message("v1", "Pod", field(1, field(8, HexFormat.of().parseHex("08ffffffffffffffff7f")))));
        all.add(message(
                "coordination.k8s.io/v1",
                "Lease",
                field(2, field(4, HexFormat.of().parseHex("08001080808080808080808001")))));
        // Raw JSON that is none.
        all.add(message("apps/v1", "ControllerRevision", field(2, field(1, "{".getBytes(StandardCharsets.UTF_8)))));
        all.add(message("apps/v1", "ControllerRevision", field(2, field(1, "1e400".getBytes(StandardCharsets.UTF_8)))));
        objects().map(Proto::encode).forEach(all::add);
        return all;
    }

    static List<byte[]> cbor() {
        List<byte[]> all = new ArrayList<>();
        for (String hex : new String[] {
            "",
            "ff",
            "9f".repeat(100_000),
            "bf6161".repeat(100_000),
            "d9d9f7".repeat(100_000),
            "5bffffffffffffffff",
            "9b7fffffffffffffff",
            "bb7fffffffffffffff",
            "7f" + "60".repeat(200_000) + "ff", // a text in pieces, all of them empty
            "5f" + "4161".repeat(200_000) + "ff",
            "a1446b696e64" + "fb7ff8000000000000",
            "a1446b696e64" + "d6c1c0c249010000000000000000",
            "c1fb7fefffffffffffff",
            "c1fba1f8ffffff000000", // a time that is less before 1970 than a second has digits
            "c13b7fffffffffffffff",
            "a2446b696e6443506f64446b696e6443506f64"
        }) {
            all.add(HexFormat.of().parseHex(hex));
        }
        for (byte[] json : json()) {
            try {
                all.add(Cbor.ofTree(Tree.parseJson(json)));
            } catch (DecodeException e) {
                // no JSON, and so no tree to write
            }
        }
        objects().map(Cbor::encode).forEach(all::add);
        return all;
    }

    /** An envelope around a message. */
    static byte[] message(String apiVersion, String kind, byte[] message) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(HexFormat.of().parseHex("6b387300"));
        ByteArrayOutputStream type = new ByteArrayOutputStream();
        type.writeBytes(field(1, apiVersion.getBytes(StandardCharsets.UTF_8)));
        type.writeBytes(field(2, kind.getBytes(StandardCharsets.UTF_8)));
        all.writeBytes(field(1, type.toByteArray()));
        all.writeBytes(field(2, message));
        return all.toByteArray();
    }

    /** A length-delimited field. */
    static byte[] field(int number, byte[] content) {
        ByteArrayOutputStream field = new ByteArrayOutputStream();
        field.write(number << 3 | 2);
        int length = content.length;
        for (; length > 0x7f; length >>>= 7) {
            field.write(length & 0x7f | 0x80);
        }
        field.write(length);
        field.writeBytes(content);
        return field.toByteArray();
    }

    private static List<byte[]> texts(String... texts) {
        List<byte[]> all = new ArrayList<>();
        for (String text : texts) {
            all.add(text.getBytes(StandardCharsets.UTF_8));
        }
        return all;
    }
}
