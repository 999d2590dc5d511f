package io.gantry.api.authentication.v1;

import io.gantry.api.schema.ApiType;
import io.gantry.api.schema.Field;

/**
 * Who the requester is to the server.
 *
 * @param userInfo Name, groups and so on of the requester; those of the other user under impersonation.
 */
@ApiType
public record SelfSubjectReviewStatus(
        @Field(value = 1, always = true) UserInfo userInfo) {}
