package io.gantry.server.auth.jwt;

import io.gantry.api.codec.DecodeException;
import io.gantry.api.validation.FieldError;
import io.gantry.api.validation.FieldErrors;
import io.gantry.api.validation.FieldPath;
import io.gantry.server.auth.AnonymousAccess;
import io.gantry.server.auth.DomainPrefixedPath;
import io.gantry.server.auth.jwt.AuthenticationConfiguration.ClaimMappings;
import io.gantry.server.auth.jwt.AuthenticationConfiguration.ClaimOrExpression;
import io.gantry.server.auth.jwt.AuthenticationConfiguration.ClaimValidationRule;
import io.gantry.server.auth.jwt.AuthenticationConfiguration.ExtraMapping;
import io.gantry.server.auth.jwt.AuthenticationConfiguration.JwtAuthenticator;
import io.gantry.server.auth.jwt.AuthenticationConfiguration.PrefixedClaimOrExpression;
import io.gantry.server.auth.jwt.AuthenticationConfiguration.UserValidationRule;
import io.gantry.server.cel.AccessCompiler;
import io.gantry.server.cel.AccessCompiler.OfClaims;
import io.gantry.server.cel.CelEnvironment.CompileException;
import io.gantry.server.cel.CelEnvironment.Expression;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says what is wrong with an {@link AuthenticationConfiguration}, in Kubernetes' words and at its paths, and compiles what is
 * right. Expressions are compiled here and nowhere else.
 */
final class JwtRules {
    private static final int MAX_AUTHENTICATORS = 64;

    private final FieldErrors errors = new FieldErrors();

    private JwtRules() {}

    /**
     * The issuers, ready to be used.
     *
     * @param disallowed issuers that are somebody else's business: the cluster's own
     * @throws DecodeException when something is wrong; the message has the fields
     */
    static List<TrustedIssuer> compile(AuthenticationConfiguration configuration, Set<String> disallowed) {
        JwtRules rules = new JwtRules();
        List<TrustedIssuer> issuers = rules.all(configuration, disallowed);
        if (!rules.errors.isEmpty()) {
            throw new DecodeException(FieldError.aggregate(rules.errors.list()));
        }
        return issuers;
    }

    private List<TrustedIssuer> all(AuthenticationConfiguration configuration, Set<String> disallowed) {
        FieldPath root = FieldPath.of("jwt");
        List<JwtAuthenticator> jwt = configuration.jwt();
        if (jwt.size() > MAX_AUTHENTICATORS) {
            errors.tooMany(root, jwt.size(), MAX_AUTHENTICATORS);
            return List.of();
        }
        IssuerRules issuerRules = new IssuerRules(disallowed, errors);
        List<TrustedIssuer> issuers = new ArrayList<>();
        for (int i = 0; i < jwt.size(); i++) {
            JwtAuthenticator authenticator = jwt.get(i);
            issuerRules.check(authenticator.issuer(), root.index(i).child("issuer"));
            issuers.add(new TrustedIssuer(authenticator.issuer(), mapper(authenticator, root.index(i))));
            issuerRules.onlyOnce(authenticator.issuer(), root.index(i).child("issuer"));
        }
        AnonymousAccess anonymous = configuration.anonymous();
        if (anonymous != null && !anonymous.enabled() && !anonymous.paths().isEmpty()) {
            errors.invalid(
                    FieldPath.of("anonymous").child("conditions"),
                    anonymous.paths().stream().map(path -> Map.of("path", path)).toList(),
                    "enabled should be set to true when conditions are defined");
        }
        return issuers;
    }

    private ClaimsMapper mapper(JwtAuthenticator authenticator, FieldPath path) {
        Set<String> looked = new HashSet<>(); // at these claims somebody looks who may refuse the token
        List<ClaimValidationRule> required = new ArrayList<>();
        List<ClaimsMapper.Condition> conditions = new ArrayList<>();
        claimRules(
                authenticator.claimValidationRules(), path.child("claimValidationRules"), required, conditions, looked);
        FieldPath mappingsPath = path.child("claimMappings");
        ClaimMappings given = authenticator.claimMappings();
        OfClaims username = prefixed(given.username(), mappingsPath.child("username"), true);
        OfClaims groups = prefixed(given.groups(), mappingsPath.child("groups"), false);
        Expression uid = uid(given.uid(), mappingsPath.child("uid"));
        List<ClaimsMapper.Extra> extra = extra(given.extra(), mappingsPath.child("extra"), looked);
        if (username != null
                && username.claims().contains("email")
                && !username.claims().contains("email_verified")
                && !looked.contains("email_verified")) {
            errors.invalid(
                    mappingsPath.child("username").child("expression"),
                    given.username().expression(),
                    "claims.email_verified must be used in claimMappings.username.expression or"
                            + " claimMappings.extra[*].valueExpression or claimValidationRules[*].expression when claims.email"
                            + " is used in claimMappings.username.expression");
        }
        return new ClaimsMapper(
                given,
                username == null ? null : username.expression(),
                groups == null ? null : groups.expression(),
                uid,
                extra,
                required,
                conditions,
                userRules(authenticator.userValidationRules(), path.child("userValidationRules")));
    }

    private void claimRules(
            List<ClaimValidationRule> rules,
            FieldPath path,
            List<ClaimValidationRule> required,
            List<ClaimsMapper.Condition> conditions,
            Set<String> looked) {
        Set<String> claims = new HashSet<>();
        Set<String> expressions = new HashSet<>();
        for (int i = 0; i < rules.size(); i++) {
            ClaimValidationRule rule = rules.get(i);
            FieldPath at = path.index(i);
            boolean claim = !rule.claim().isEmpty();
            boolean expression = !rule.expression().isEmpty();
            if (claim && expression) {
                errors.invalid(at, rule.claim(), "claim and expression can't both be set");
            } else if (claim) {
                if (!rule.message().isEmpty()) {
                    errors.invalid(at.child("message"), rule.message(), "may not be specified when claim is set");
                }
                if (!claims.add(rule.claim())) {
                    errors.duplicate(at.child("claim"), rule.claim());
                }
                required.add(rule);
            } else if (expression) {
                if (!rule.requiredValue().isEmpty()) {
                    errors.invalid(
                            at.child("requiredValue"),
                            rule.requiredValue(),
                            "may not be specified when expression is set");
                }
                if (!expressions.add(rule.expression())) {
                    errors.duplicate(at.child("expression"), rule.expression());
                    continue;
                }
                OfClaims compiled = compile(rule.expression(), AccessCompiler::claimsCondition, at.child("expression"));
                if (compiled != null) {
                    looked.addAll(compiled.claims());
                    conditions.add(
                            new ClaimsMapper.Condition(rule.expression(), rule.message(), compiled.expression()));
                }
            } else {
                errors.required(at, "claim or expression is required");
            }
        }
    }

    private @Nullable OfClaims prefixed(PrefixedClaimOrExpression mapping, FieldPath path, boolean required) {
        boolean claim = !mapping.claim().isEmpty();
        String expression = mapping.expression();
        if (claim && !expression.isEmpty()) {
            errors.invalid(path, "", "claim and expression can't both be set");
        } else if (claim) {
            if (mapping.prefix() == null) {
                errors.required(
                        path.child("prefix"),
                        "prefix is required when claim is set. It can be set to an empty string to disable prefixing");
            }
        } else if (!expression.isEmpty()) {
            if (mapping.prefix() != null) {
                errors.invalid(path.child("prefix"), mapping.prefix(), "may not be specified when expression is set");
            }
            return compile(expression, AccessCompiler::claims, path.child("expression"));
        } else if (required) {
            errors.required(path, "claim or expression is required");
        }
        return null;
    }

    private @Nullable Expression uid(ClaimOrExpression mapping, FieldPath path) {
        if (mapping.expression().isEmpty()) {
            return null;
        }
        if (!mapping.claim().isEmpty()) {
            errors.invalid(path, "", "claim and expression can't both be set");
            return null;
        }
        OfClaims compiled = compile(mapping.expression(), AccessCompiler::claims, path.child("expression"));
        return compiled == null ? null : compiled.expression();
    }

    private List<ClaimsMapper.Extra> extra(List<ExtraMapping> mappings, FieldPath path, Set<String> looked) {
        List<ClaimsMapper.Extra> extra = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < mappings.size(); i++) {
            ExtraMapping mapping = mappings.get(i);
            FieldPath at = path.index(i);
            extraKey(mapping.key(), at.child("key"));
            if (!keys.add(mapping.key())) {
                errors.duplicate(at.child("key"), mapping.key());
                continue;
            }
            if (mapping.valueExpression().isEmpty()) {
                errors.required(at.child("valueExpression"), "");
                continue;
            }
            OfClaims compiled = compile(mapping.valueExpression(), AccessCompiler::claims, at.child("valueExpression"));
            if (compiled != null) {
                looked.addAll(compiled.claims());
                extra.add(new ClaimsMapper.Extra(mapping.key(), mapping.valueExpression(), compiled.expression()));
            }
        }
        return extra;
    }

    private void extraKey(String key, FieldPath path) {
        int slash = key.indexOf('/');
        DomainPrefixedPath.check(key, path, errors);
        if (!key.equals(key.toLowerCase(Locale.ROOT))) {
            errors.invalid(path, key, "must be lowercase");
        }
        String domain = slash < 0 ? "" : key.substring(0, slash);
        for (String reserved : List.of("kubernetes.io", "k8s.io")) {
            if (domain.equals(reserved) || domain.endsWith("." + reserved)) {
                errors.invalid(path, key, "k8s.io, kubernetes.io and their subdomains are reserved for Kubernetes use");
            }
        }
    }

    private List<ClaimsMapper.Condition> userRules(List<UserValidationRule> rules, FieldPath path) {
        List<ClaimsMapper.Condition> conditions = new ArrayList<>();
        Set<String> expressions = new HashSet<>();
        for (int i = 0; i < rules.size(); i++) {
            UserValidationRule rule = rules.get(i);
            FieldPath at = path.index(i).child("expression");
            if (rule.expression().isEmpty()) {
                errors.required(at, "");
            } else if (!expressions.add(rule.expression())) {
                errors.duplicate(at, rule.expression());
            } else {
                Expression compiled = compile(rule.expression(), AccessCompiler::userCondition, at);
                if (compiled != null) {
                    conditions.add(new ClaimsMapper.Condition(rule.expression(), rule.message(), compiled));
                }
            }
        }
        return conditions;
    }

    private interface Compiler<T> {
        T compile(String text) throws CompileException;
    }

    /** Null for what does not compile, which is an error then. */
    private <T> @Nullable T compile(String text, Compiler<T> compiler, FieldPath path) {
        try {
            return compiler.compile(text);
        } catch (CompileException e) {
            errors.invalid(path, text, String.valueOf(e.getMessage()));
            return null;
        }
    }
}
