package io.gantry.server.auth.jwt;

import io.gantry.api.codec.DecodeException;
import io.gantry.api.validation.FieldPath;
import io.gantry.server.auth.AnonymousAccess;
import io.gantry.server.auth.jwt.AuthenticationConfiguration.ClaimMappings;
import io.gantry.server.auth.jwt.AuthenticationConfiguration.ClaimOrExpression;
import io.gantry.server.auth.jwt.AuthenticationConfiguration.ClaimValidationRule;
import io.gantry.server.auth.jwt.AuthenticationConfiguration.ExtraMapping;
import io.gantry.server.auth.jwt.AuthenticationConfiguration.Issuer;
import io.gantry.server.auth.jwt.AuthenticationConfiguration.JwtAuthenticator;
import io.gantry.server.auth.jwt.AuthenticationConfiguration.PrefixedClaimOrExpression;
import io.gantry.server.auth.jwt.AuthenticationConfiguration.UserValidationRule;
import io.gantry.server.config.ConfigurationFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the file; what its fields mean is {@link JwtRules}' business. */
final class AuthenticationConfigurationReader {
    /** They differ in nothing that is read here. */
    private static final List<String> VERSIONS = List.of("v1", "v1beta1", "v1alpha1");

    private final ConfigurationFields fields = new ConfigurationFields();

    private AuthenticationConfigurationReader() {}

    /** @throws DecodeException when it is no such file; the message names the fields */
    static AuthenticationConfiguration read(byte[] yaml) {
        return new AuthenticationConfigurationReader().configuration(yaml);
    }

    private AuthenticationConfiguration configuration(byte[] yaml) {
        Map<?, ?> top = fields.top(yaml, VERSIONS, "AuthenticationConfiguration", Set.of("jwt", "anonymous"));
        FieldPath path = FieldPath.of("jwt");
        List<JwtAuthenticator> jwt = new ArrayList<>();
        for (Object element : fields.list(top.get("jwt"), path)) {
            jwt.add(authenticator(element, path.index(jwt.size())));
        }
        AnonymousAccess anonymous = anonymous(top.get("anonymous"));
        fields.finish();
        return new AuthenticationConfiguration(jwt, anonymous);
    }

    private @Nullable AnonymousAccess anonymous(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        FieldPath path = FieldPath.of("anonymous");
        Map<?, ?> given = fields.object(value, path, Set.of("enabled", "conditions"));
        FieldPath conditions = path.child("conditions");
        List<String> paths = new ArrayList<>();
        for (Object element : fields.list(given.get("conditions"), conditions)) {
            FieldPath at = conditions.index(paths.size());
            Map<?, ?> condition = fields.object(element, at, Set.of("path"));
            paths.add(fields.text(condition.get("path"), at.child("path")));
        }
        return new AnonymousAccess(fields.flag(given.get("enabled"), path.child("enabled"), false), paths);
    }

    private JwtAuthenticator authenticator(@Nullable Object value, FieldPath path) {
        Map<?, ?> given = fields.object(
                value, path, Set.of("issuer", "claimValidationRules", "claimMappings", "userValidationRules"));
        FieldPath rulesPath = path.child("claimValidationRules");
        List<ClaimValidationRule> rules = new ArrayList<>();
        for (Object element : fields.list(given.get("claimValidationRules"), rulesPath)) {
            rules.add(claimRule(element, rulesPath.index(rules.size())));
        }
        FieldPath usersPath = path.child("userValidationRules");
        List<UserValidationRule> users = new ArrayList<>();
        for (Object element : fields.list(given.get("userValidationRules"), usersPath)) {
            FieldPath at = usersPath.index(users.size());
            Map<?, ?> rule = fields.object(element, at, Set.of("expression", "message"));
            users.add(new UserValidationRule(text(rule, "expression", at), text(rule, "message", at)));
        }
        return new JwtAuthenticator(
                issuer(given.get("issuer"), path.child("issuer")),
                rules,
                mappings(given.get("claimMappings"), path.child("claimMappings")),
                users);
    }

    private Issuer issuer(@Nullable Object value, FieldPath path) {
        Map<?, ?> given = fields.object(
                value,
                path,
                Set.of(
                        "url",
                        "discoveryURL",
                        "certificateAuthority",
                        "audiences",
                        "audienceMatchPolicy",
                        "egressSelectorType"));
        return new Issuer(
                text(given, "url", path),
                text(given, "discoveryURL", path),
                text(given, "certificateAuthority", path),
                fields.texts(given.get("audiences"), path.child("audiences")),
                text(given, "audienceMatchPolicy", path),
                text(given, "egressSelectorType", path));
    }

    private ClaimValidationRule claimRule(@Nullable Object value, FieldPath path) {
        Map<?, ?> given = fields.object(value, path, Set.of("claim", "requiredValue", "expression", "message"));
        return new ClaimValidationRule(
                text(given, "claim", path),
                text(given, "requiredValue", path),
                text(given, "expression", path),
                text(given, "message", path));
    }

    private ClaimMappings mappings(@Nullable Object value, FieldPath path) {
        Map<?, ?> given = fields.object(value, path, Set.of("username", "groups", "uid", "extra"));
        FieldPath uidPath = path.child("uid");
        Map<?, ?> uid = fields.object(given.get("uid"), uidPath, Set.of("claim", "expression"));
        FieldPath extraPath = path.child("extra");
        List<ExtraMapping> extra = new ArrayList<>();
        for (Object element : fields.list(given.get("extra"), extraPath)) {
            FieldPath at = extraPath.index(extra.size());
            Map<?, ?> mapping = fields.object(element, at, Set.of("key", "valueExpression"));
            extra.add(new ExtraMapping(text(mapping, "key", at), text(mapping, "valueExpression", at)));
        }
        return new ClaimMappings(
                prefixed(given.get("username"), path.child("username")),
                prefixed(given.get("groups"), path.child("groups")),
                new ClaimOrExpression(text(uid, "claim", uidPath), text(uid, "expression", uidPath)),
                extra);
    }

    private PrefixedClaimOrExpression prefixed(@Nullable Object value, FieldPath path) {
        Map<?, ?> given = fields.object(value, path, Set.of("claim", "prefix", "expression"));
        return new PrefixedClaimOrExpression(
                text(given, "claim", path),
                given.get("prefix") == null ? null : text(given, "prefix", path),
                text(given, "expression", path));
    }

    private String text(Map<?, ?> given, String name, FieldPath path) {
        return fields.text(given.get(name), path.child(name));
    }
}
