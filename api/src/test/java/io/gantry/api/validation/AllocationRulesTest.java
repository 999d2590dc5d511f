package io.gantry.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The devices that a claim is given, and what is reported of them. */
class AllocationRulesTest {
    private static final String ONE = "{request: r, driver: d.example.com, pool: p, device: one}";
    private static final String GIVEN = "allocation: {devices: {results: [" + ONE + "]}}, ";
    private static final String UID = "0a1b2c3d-0000-4000-8000-000000000001";

    private static String claim(String status) {
        return "{apiVersion: resource.k8s.io/v1, kind: ResourceClaim, metadata: {name: c, namespace: ns, resourceVersion:"
                + " '1'}, spec: {devices: {requests: [{name: r, exactly: {deviceClassName: d}}, {name: s,"
                + " firstAvailable: [{name: a, deviceClassName: d}]}]}}, status: {" + status + "}}";
    }

    private static List<String> wrong(String status) {
        return Verdict.ofStatus(claim(""), claim(status));
    }

    private static String names(String errors) {
        return errors.replaceAll("a lowercase RFC 1123 [^;]*", "DNS").replaceAll("name part must [^;]*", "NAME");
    }

    @Test
    void whatIsRight() {
        assertThat(wrong(GIVEN)).isEmpty();
        assertThat(wrong(
                        "allocation: {nodeSelector: {nodeSelectorTerms: [{matchFields: [{key: metadata.name, operator: In,"
                                + " values: [one]}]}]}, devices: {results: [{request: s/a, driver: d, pool: a/b.c, device: one,"
                                + " bindingConditions: [x], bindingFailureConditions: [b], shareID: " + UID
                                + "}], config: [{source: FromClass, requests: [r, s, s/a], opaque: {driver: d, parameters: {a:"
                                + " 1}}}]}}, devices: [{driver: d, pool: a/b.c, device: one, shareID: " + UID
                                + ", conditions: [{type: Ready, status: 'True', reason: Is, message: '', lastTransitionTime:"
                                + " '2026-01-01T00:00:00Z'}], data: {a: 1}, networkData: {interfaceName: eth0, hardwareAddress:"
                                + " ea:9f, ips: [10.9.8.7/24, 2001:db8::1/64]}}]"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            request: q, driver: d, pool: p, device: one | .request: Invalid value: "q": REQUEST
            request: r/a, driver: d, pool: p, device: one | .request: Invalid value: "r/a": REQUEST
            request: s/b, driver: d, pool: p, device: one | .request: Invalid value: "s/b": REQUEST
            request: s/a/b, driver: d, pool: p, device: one | .request: Invalid value: "s/a/b": REQUEST
            request: s/A, driver: d, pool: p, device: one | .request: Invalid value: "A": DNS; .request: Invalid value: "s/A": REQUEST
            request: r, driver: '', pool: '', device: A | .driver: Required value; .driver: Invalid value: "": DNS; .pool: Required value; .device: Invalid value: "A": DNS
            request: r, driver: d, pool: p//q, device: one | .pool: Invalid value: "": DNS
            request: r, driver: d, pool: p, device: one, bindingConditions: [a] | .bindingFailureConditions: Invalid value: null: bindingFailureConditions are required to use bindingConditions
            request: r, driver: d, pool: p, device: one, shareID: x | .shareID: Invalid value: "x": error validating uid: invalid UUID length: 1
            request: r, driver: d, pool: p, device: one, shareID: 0a1b2c3d+0000-4000-8000-000000000001 | .shareID: Invalid value: "0a1b2c3d+0000-4000-8000-000000000001": error validating uid: invalid UUID format
            request: r, driver: d, pool: p, device: one, shareID: 0A1B2C3D-0000-4000-8000-000000000001 | .shareID: Invalid value: "0A1B2C3D-0000-4000-8000-000000000001": CASE
            request: r, driver: d, pool: p, device: one, shareID: 0a1b2c3d000040008000000000000001 | .shareID: Invalid value: "0a1b2c3d000040008000000000000001": CASE
            """)
    void results(String result, String wrong) {
        assertThat(names(String.join("; ", wrong("allocation: {devices: {results: [{" + result + "}]}}")))
                        .replace("status.allocation.devices.results[0]", "")
                        .replaceAll("must be the name of a request [^;]*", "REQUEST")
                        .replaceAll("uid must be in RFC 4122 [^;]*", "CASE"))
                .isEqualTo(wrong);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            config: [{source: '', opaque: {driver: d, parameters: {}}}] | devices.config[0].source: Required value
            config: [{source: FromSky, opaque: {driver: d, parameters: {}}}] | devices.config[0].source: Unsupported value: "FromSky": supported values: "FromClaim", "FromClass"
            config: [{source: FromClaim}] | devices.config[0].opaque: Required value
            config: [{source: FromClaim, requests: [r, r, q], opaque: {driver: d, parameters: {}}}] | devices.config[0].requests[2]: Invalid value: "q": REQUEST; devices.config[0].requests[1]: Duplicate value: "r"
            """)
    void configuration(String devices, String wrong) {
        assertThat(String.join("; ", wrong("allocation: {devices: {" + devices + "}}"))
                        .replace("status.allocation.", "")
                        .replaceAll("must be the name of a request [^;]*", "REQUEST"))
                .isEqualTo(wrong);
    }

    @Test
    void nodesAndSizes() {
        assertThat(wrong("allocation: {nodeSelector: {nodeSelectorTerms: []}}"))
                .containsExactly(
                        "status.allocation.nodeSelector.nodeSelectorTerms: Required value: must have at least one"
                                + " node selector term");
        assertThat(wrong("allocation: {devices: {results: [" + times(33, ONE) + "], config: [" + times(65, "{}")
                        + "]}}"))
                .containsExactly(
                        "status.allocation.devices.results: Too many: 33: must have at most 32 items",
                        "status.allocation.devices.config: Too many: 65: must have at most 64 items");
    }

    private static String times(int number, String text) {
        return IntStream.range(0, number).mapToObj(i -> text).collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            device: two | : Invalid value: {"Driver":"d.example.com","Pool":"p","Device":"two","ShareID":""}: must be an allocated device in the claim
            device: one, conditions: [{type: Ready, status: Maybe, reason: Is, lastTransitionTime: '2026-01-01T00:00:00Z'}] | .conditions[0].status: Unsupported value: "Maybe": supported values: "False", "True", "Unknown"
            device: one, data: [1] | .data: Invalid value: "<value omitted>": must be a valid JSON object
            device: one, networkData: {ips: [10.9.8.7]} | .networkData.ips[0]: Invalid value: "10.9.8.7": must be a valid address in CIDR form, (e.g. 10.9.8.7/24 or 2001:db8::1/64)
            device: one, networkData: {ips: [10.9.8.7/33]} | .networkData.ips[0]: Invalid value: "10.9.8.7/33": must be a valid address in CIDR form, (e.g. 10.9.8.7/24 or 2001:db8::1/64)
            device: one, networkData: {ips: [010.9.8.7/24]} | .networkData.ips[0]: Invalid value: "010.9.8.7/24": must be in canonical form ("10.9.8.7/24")
            device: one, networkData: {ips: ['2001:DB8::1/64']} | .networkData.ips[0]: Invalid value: "2001:DB8::1/64": must be in canonical form ("2001:db8::1/64")
            device: one, networkData: {ips: ['::ffff:10.9.8.7/120']} | .networkData.ips[0]: Invalid value: "::ffff:10.9.8.7/120": must be in canonical form ("10.9.8.7/24")
            device: one, networkData: {ips: [10.9.8.7/24, 10.9.8.7/24]} | .networkData.ips[1]: Duplicate value: "10.9.8.7/24"
            """)
    void reports(String report, String wrong) {
        assertThat(String.join("; ", wrong(GIVEN + "devices: [{driver: d.example.com, pool: p, " + report + "}]"))
                        .replace("status.devices[0]", ""))
                .isEqualTo(wrong);
    }

    @Test
    void sizesOfReports() {
        String condition = "{status: 'True', reason: Is, lastTransitionTime: '2026-01-01T00:00:00Z', type: T";
        String conditions =
                IntStream.range(0, 9).mapToObj(i -> condition + i + "}").collect(Collectors.joining(", "));
        String addresses =
                IntStream.range(0, 17).mapToObj(i -> "10.0.0." + i + "/24").collect(Collectors.joining(", "));

        assertThat(wrong(GIVEN + "devices: [{driver: d.example.com, pool: p, device: one, conditions: [" + conditions
                        + "], data: {a: " + "x".repeat(10 * 1024) + "}, networkData: {interfaceName: "
                        + "i".repeat(257) + ", hardwareAddress: " + "h".repeat(129) + ", ips: [" + addresses + "]}}]"))
                .containsExactly(
                        "status.devices[0].conditions: Too many: 9: must have at most 8 items",
                        "status.devices[0].data: Too long: may not be more than 10240 bytes",
                        "status.devices[0].networkData.interfaceName: Too long: may not be more than 256 bytes",
                        "status.devices[0].networkData.hardwareAddress: Too long: may not be more than 128 bytes",
                        "status.devices[0].networkData.ips: Too many: 17: must have at most 16 items");
    }

    @Test
    void oneReportForEachDevice() {
        String report = "{driver: d.example.com, pool: p, device: one}";

        assertThat(wrong(GIVEN + "devices: [" + report + ", " + report + "]"))
                .containsExactly("status.devices[1]: Duplicate value:"
                        + " {\"Driver\":\"d.example.com\",\"Pool\":\"p\",\"Device\":\"one\",\"ShareID\":\"\"}");
    }

    @Test
    void whatWasGivenIsNotLookedAtAgain() {
        String given = "allocation: {devices: {results: [{request: gone, driver: d, pool: p, device: one}]}}";

        assertThat(Verdict.ofStatus(claim(given), claim(given + ", reservedFor: [{resource: pods, name: a, uid: u}]")))
                .isEmpty();
    }
}
