package io.gantry.server.auth.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.api.codec.DecodeException;
import io.gantry.server.auth.AnonymousAccess;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwtRulesTest {
    private static final String HEAD = """
            apiVersion: apiserver.config.k8s.io/v1
            kind: AuthenticationConfiguration
            """;
    private static final String ISSUER = "issuer: {url: 'https://i.test', audiences: [a]}";
    private static final String USERNAME = "claimMappings: {username: {claim: sub, prefix: ''}}";

    private static AuthenticationConfiguration read(String yaml) {
        return AuthenticationConfigurationReader.read(yaml.getBytes(StandardCharsets.UTF_8));
    }

    private static List<TrustedIssuer> compile(String rest) {
        return JwtRules.compile(read(HEAD + rest), Set.of("https://own.test"));
    }

    /** What is wrong with an issuer of these parts. */
    private static String problem(String... parts) {
        String authenticator = "jwt:\n- " + String.join("\n  ", parts) + "\n";
        try {
            compile(authenticator);
            return "";
        } catch (DecodeException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v1beta1", "v1alpha1"})
    void everyVersionIsRead(String version) {
        AuthenticationConfiguration read = read("apiVersion: apiserver.config.k8s.io/" + version
                + "\nkind: AuthenticationConfiguration\nanonymous: {enabled: true, conditions: [{path: /livez}]}\n");

        assertThat(read.anonymous()).isEqualTo(new AnonymousAccess(true, List.of("/livez")));
        assertThat(read.jwt()).isEmpty();
        assertThat(compile("jwt: []\n")).isEmpty();
    }

    @Test
    void whatIsNoSuchFileIsRefused() {
        assertThatThrownBy(() -> read("")).hasMessage("the file must be an object");
        assertThatThrownBy(() -> read("apiVersion: v1\nkind: Secret\n"))
                .hasMessage("it must be of apiVersion apiserver.config.k8s.io/v1 and kind AuthenticationConfiguration,"
                        + " is of apiVersion \"v1\" and kind \"Secret\"");
        assertThatThrownBy(() -> read(HEAD + "jwt: [{issuers: {}, issuer: {uri: x}}]\n"))
                .hasMessage("strict decoding error: unknown field \"jwt[0].issuers\","
                        + " unknown field \"jwt[0].issuer.uri\"");
        assertThatThrownBy(() -> read(HEAD + "jwt: {}\n")).hasMessage("jwt must be a list");
        assertThatThrownBy(() -> read(HEAD + "anonymous: {enabled: maybe}\n"))
                .hasMessage("anonymous.enabled must be true or false");
        assertThatThrownBy(() -> read(HEAD + "jwt: [{issuer: {url: 7}}]\n"))
                .hasMessage("jwt[0].issuer.url must be a string: put it in quotes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url: ''| jwt[0].issuer.url: Required value",
                "url: 'http://i.test'| jwt[0].issuer.url: Invalid value: \"http://i.test\": URL scheme must be https",
                "url: 'https://a:b@i.test'| jwt[0].issuer.url: Invalid value: \"https://a:b@i.test\": URL must not contain a"
                        + " username or password",
                "url: 'https://i.test?a'| jwt[0].issuer.url: Invalid value: \"https://i.test?a\": URL must not contain a query",
                "url: 'https://i.test#a'| jwt[0].issuer.url: Invalid value: \"https://i.test#a\": URL must not contain a"
                        + " fragment",
                "url: 'https://own.test'| jwt[0].issuer.url: Invalid value: \"https://own.test\": URL must not overlap with"
                        + " disallowed issuers: [https://own.test]",
                "url: 'https://i.test', discoveryURL: 'https://i.test/'| jwt[0].issuer.discoveryURL: Invalid value:"
                        + " \"https://i.test/\": discoveryURL must be different from URL",
                "url: 'https://i.test', certificateAuthority: x| jwt[0].issuer.certificateAuthority: Invalid value:"
                        + " \"<omitted>\": data does not contain any valid RSA or ECDSA certificates",
                "url: 'https://i.test', audienceMatchPolicy: All| jwt[0].issuer.audienceMatchPolicy: Invalid value: \"All\":"
                        + " audienceMatchPolicy must be empty or MatchAny for single audience",
                "url: 'https://i.test', egressSelectorType: cluster| jwt[0].issuer.egressSelectorType: Forbidden: there are no"
                        + " egress selectors here: the issuer is asked directly; leave the field out",
                "url: 'https://i.test', egressSelectorType: x| jwt[0].issuer.egressSelectorType: Invalid value: \"x\": egress"
                        + " selector must be either controlplane or cluster",
            })
    void anIssuersFieldsAreNamed(String fields, String problem) {
        assertThat(problem("issuer: {" + fields + ", audiences: [a]}", USERNAME))
                .isEqualTo(problem);
    }

    @Test
    void audiencesAreNeeded() {
        assertThat(problem("issuer: {url: 'https://i.test'}", USERNAME))
                .isEqualTo("jwt[0].issuer.audiences: Required value: at least one jwt[0].issuer.audiences is required");
        assertThat(problem("issuer: {url: 'https://i.test', audiences: [a, a, '']}", USERNAME))
                .isEqualTo(
                        "[jwt[0].issuer.audiences[1]: Duplicate value: \"a\", jwt[0].issuer.audiences[2]: Required value,"
                                + " jwt[0].issuer.audienceMatchPolicy: Invalid value: \"\": audienceMatchPolicy must be MatchAny for"
                                + " multiple audiences]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}| jwt[0].claimMappings.username: Required value: claim or expression is required",
                "{username: {claim: sub}}| jwt[0].claimMappings.username.prefix: Required value: prefix is required when claim"
                        + " is set. It can be set to an empty string to disable prefixing",
                "{username: {claim: sub, expression: claims.sub}}| jwt[0].claimMappings.username: Invalid value: \"\": claim and"
                        + " expression can't both be set",
                "{username: {expression: claims.sub, prefix: ''}}| jwt[0].claimMappings.username.prefix: Invalid value: \"\":"
                        + " may not be specified when expression is set",
                "{username: {expression: claims.email}}| jwt[0].claimMappings.username.expression: Invalid value:"
                        + " \"claims.email\": claims.email_verified must be used in claimMappings.username.expression or"
                        + " claimMappings.extra[*].valueExpression or claimValidationRules[*].expression when claims.email is"
                        + " used in claimMappings.username.expression",
                "{username: {expression: claims.sub}, uid: {claim: a, expression: claims.a}}|"
                        + " jwt[0].claimMappings.uid: Invalid value: \"\": claim and expression can't both be set",
                "{username: {expression: claims.sub}, extra: [{key: foo, valueExpression: claims.a}]}|"
                        + " jwt[0].claimMappings.extra[0].key: Invalid value: \"foo\": must be a domain-prefixed path (such as"
                        + " \"acme.io/foo\")",
                "{username: {expression: claims.sub}, extra: [{key: a.k8s.io/b, valueExpression: claims.a}]}|"
                        + " jwt[0].claimMappings.extra[0].key: Invalid value: \"a.k8s.io/b\": k8s.io, kubernetes.io and their"
                        + " subdomains are reserved for Kubernetes use",
                "{username: {expression: claims.sub}, extra: [{key: x.org/B, valueExpression: claims.a}]}|"
                        + " jwt[0].claimMappings.extra[0].key: Invalid value: \"x.org/B\": must be lowercase",
                "{username: {expression: claims.sub}, extra: [{key: x.org/b}]}|"
                        + " jwt[0].claimMappings.extra[0].valueExpression: Required value",
            })
    void mappingsAreNamed(String mappings, String problem) {
        assertThat(problem(ISSUER, "claimMappings: " + mappings)).isEqualTo(problem);
    }

    @Test
    void anEmailThatIsVerifiedSomewhereWillDo() {
        for (String verifying : List.of(
                "claimMappings: {username: {expression: 'claims.email_verified ? claims.email : claims.sub'}}",
                "claimMappings: {username: {expression: 'claims.?email_verified.orValue(true) ? claims.email : claims.sub'}}",
                "claimMappings: {username: {expression: claims.email}, extra: [{key: x.org/v, valueExpression:"
                        + " 'string(claims.email_verified)'}]}",
                "claimMappings: {username: {expression: claims.email}}\n  claimValidationRules: [{expression:"
                        + " 'claims.?email_verified.orValue(true) == true'}]")) {
            assertThat(problem(ISSUER, verifying)).as(verifying).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{}]| jwt[0].claimValidationRules[0]: Required value: claim or expression is required",
                "[{claim: a, expression: b}]| jwt[0].claimValidationRules[0]: Invalid value: \"a\": claim and expression can't"
                        + " both be set",
                "[{claim: a, message: b}]| jwt[0].claimValidationRules[0].message: Invalid value: \"b\": may not be specified"
                        + " when claim is set",
                "[{claim: a}, {claim: a}]| jwt[0].claimValidationRules[1].claim: Duplicate value: \"a\"",
                "[{expression: 'true', requiredValue: b}]| jwt[0].claimValidationRules[0].requiredValue: Invalid value: \"b\":"
                        + " may not be specified when expression is set",
                "[{expression: 'true'}, {expression: 'true'}]| jwt[0].claimValidationRules[1].expression: Duplicate value:"
                        + " \"true\"",
                "[{expression: claims.a}]| jwt[0].claimValidationRules[0].expression: Invalid value: \"claims.a\": must"
                        + " evaluate to bool",
            })
    void claimRulesAreNamed(String rules, String problem) {
        assertThat(problem(ISSUER, USERNAME, "claimValidationRules: " + rules)).isEqualTo(problem);
    }

    @Test
    void expressionsAreCheckedWithTheirTypes() {
        assertThat(problem(ISSUER, USERNAME, "userValidationRules: [{expression: 'user.name == \"a\"'}]"))
                .startsWith("jwt[0].userValidationRules[0].expression: Invalid value: \"user.name == \\\"a\\\"\":"
                        + " compilation failed: ERROR: ")
                .contains("undefined field 'name'");
        assertThat(problem(ISSUER, USERNAME, "userValidationRules: [{expression: user.username}]"))
                .isEqualTo(
                        "jwt[0].userValidationRules[0].expression: Invalid value: \"user.username\": must evaluate to bool");
        assertThat(problem(ISSUER, USERNAME, "userValidationRules: [{message: a}, {expression: claims.a}]"))
                .startsWith("[jwt[0].userValidationRules[0].expression: Required value, "
                        + "jwt[0].userValidationRules[1].expression: Invalid value: \"claims.a\": compilation failed: ")
                .contains("undeclared reference to 'claims'");
        assertThat(problem(ISSUER, "claimMappings: {username: {expression: 'claims.('}}"))
                .startsWith(
                        "jwt[0].claimMappings.username.expression: Invalid value: \"claims.(\": compilation failed: ");
    }

    @Test
    void issuersAreToldApart() {
        String twice = "jwt:\n" + ("- " + ISSUER + "\n  " + USERNAME + "\n").repeat(2);

        assertThatThrownBy(() -> compile(twice)).hasMessage("jwt[1].issuer.url: Duplicate value: \"https://i.test\"");
        assertThatThrownBy(() -> compile("jwt:\n" + ("- " + ISSUER + "\n").repeat(65)))
                .hasMessage("jwt: Too many: 65: must have at most 64 items");
        assertThatThrownBy(() -> compile("anonymous: {conditions: [{path: /a}]}\n"))
                .hasMessage(
                        "anonymous.conditions: Invalid value: [{\"path\":\"/a\"}]: enabled should be set to true when"
                                + " conditions are defined");
    }
}
