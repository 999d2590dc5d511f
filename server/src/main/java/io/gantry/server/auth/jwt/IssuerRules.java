package io.gantry.server.auth.jwt;

import io.gantry.api.validation.FieldErrors;
import io.gantry.api.validation.FieldPath;
import io.gantry.server.auth.jwt.AuthenticationConfiguration.Issuer;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is wrong with issuers, in Kubernetes' words. For one configuration. */
final class IssuerRules {
    private static final String MATCH_ANY = "MatchAny";

    private final Set<String> disallowed;
    private final FieldErrors errors;
    private final Set<String> urls = new HashSet<>();
    private final Set<String> discoveryUrls = new HashSet<>();

    IssuerRules(Set<String> disallowed, FieldErrors errors) {
        this.disallowed = disallowed;
        this.errors = errors;
    }

    void check(Issuer issuer, FieldPath path) {
        if (issuer.url().isEmpty()) {
            errors.required(path.child("url"), "");
        } else {
            url(issuer.url(), disallowed, path.child("url"));
        }
        if (!issuer.discoveryUrl().isEmpty()) {
            FieldPath at = path.child("discoveryURL");
            if (!issuer.url().isEmpty() && bare(issuer.url()).equals(bare(issuer.discoveryUrl()))) {
                errors.invalid(at, issuer.discoveryUrl(), "discoveryURL must be different from URL");
            }
            url(issuer.discoveryUrl(), Set.of(), at);
        }
        audiences(issuer, path);
        if (!issuer.certificateAuthority().isEmpty()) {
            authority(issuer.certificateAuthority(), path.child("certificateAuthority"));
        }
        switch (issuer.egressSelectorType()) {
            case "" -> {}
            case "controlplane", "cluster" ->
                errors.forbidden(
                        path.child("egressSelectorType"),
                        "there are no egress selectors here: the issuer is asked directly; leave the field out");
            default ->
                errors.invalid(
                        path.child("egressSelectorType"),
                        issuer.egressSelectorType(),
                        "egress selector must be either controlplane or cluster");
        }
    }

    void onlyOnce(Issuer issuer, FieldPath path) {
        if (!urls.add(issuer.url())) {
            errors.duplicate(path.child("url"), issuer.url());
        }
        if (!issuer.discoveryUrl().isEmpty() && !discoveryUrls.add(issuer.discoveryUrl())) {
            errors.duplicate(path.child("discoveryURL"), issuer.discoveryUrl());
        }
    }

    private static String bare(String url) {
        int end = url.length();
        while (end > 0 && url.charAt(end - 1) == '/') {
            end--;
        }
        return url.substring(0, end);
    }

    private void url(String text, Set<String> forbidden, FieldPath path) {
        if (forbidden.contains(text)) {
            errors.invalid(path, text, "URL must not overlap with disallowed issuers: " + new TreeSet<>(forbidden));
        }
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            errors.invalid(path, text, "URL cannot be read: " + e.getMessage());
            return;
        }
        if (!"https".equals(url.getScheme())) {
            errors.invalid(path, text, "URL scheme must be https");
        } else if (url.getHost() == null) {
            errors.invalid(path, text, "URL must have a host");
        }
        if (url.getRawUserInfo() != null) {
            errors.invalid(path, text, "URL must not contain a username or password");
        }
        if (url.getRawQuery() != null && !url.getRawQuery().isEmpty()) {
            errors.invalid(path, text, "URL must not contain a query");
        }
        if (url.getRawFragment() != null && !url.getRawFragment().isEmpty()) {
            errors.invalid(path, text, "URL must not contain a fragment");
        }
    }

    private void audiences(Issuer issuer, FieldPath path) {
        FieldPath at = path.child("audiences");
        List<String> audiences = issuer.audiences();
        if (audiences.isEmpty()) {
            errors.required(at, "at least one " + at + " is required");
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < audiences.size(); i++) {
            if (audiences.get(i).isEmpty()) {
                errors.required(at.index(i), "");
            }
            if (!seen.add(audiences.get(i))) {
                errors.duplicate(at.index(i), audiences.get(i));
            }
        }
        String policy = issuer.audienceMatchPolicy();
        if (policy.equals(MATCH_ANY)) {
            return;
        }
        FieldPath policyPath = path.child("audienceMatchPolicy");
        if (audiences.size() > 1) {
            errors.invalid(policyPath, policy, "audienceMatchPolicy must be MatchAny for multiple audiences");
        } else if (!policy.isEmpty()) {
            errors.invalid(policyPath, policy, "audienceMatchPolicy must be empty or MatchAny for single audience");
        }
    }

    private void authority(String pem, FieldPath path) {
        try {
            var found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
            if (found.isEmpty()) {
                errors.invalid(path, "<omitted>", "data does not contain any valid RSA or ECDSA certificates");
            }
        } catch (CertificateException e) {
            errors.invalid(path, "<omitted>", "data does not contain any valid RSA or ECDSA certificates");
        }
    }
}
