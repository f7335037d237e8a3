package io.github.tsmp4java.bridge;

import com.sun.jna.Pointer;
import io.github.tsmp4java.http.Conditions;
import io.github.tsmp4java.plan.SeekRequest;
import io.github.tsmp4java.plan.TimeForm;

/**
 * What the client asked: a {@code struct tsmp4_request}, read.
 *
 * @param seek the part of the movie
 * @param conditions and the range of bytes
 * @param moovMax the rule's cap on a moov, in bytes
 * @param indexBudget what the rule allows all moovs of the process, in bytes
 */
record Request(SeekRequest seek, Conditions conditions, long moovMax, long indexBudget) {
    private static final int START = RequestStruct.at("start");
    private static final int END = RequestStruct.at("end");
    private static final int RANGE = RequestStruct.at("range");
    private static final int IF_RANGE = RequestStruct.at("if_range");
    private static final int IF_MATCH = RequestStruct.at("if_match");
    private static final int IF_NONE_MATCH = RequestStruct.at("if_none_match");
    private static final int MOOV_MAX = RequestStruct.at("moov_max");
    private static final int INDEX_BUDGET = RequestStruct.at("index_budget");
    private static final int IS_HEAD = RequestStruct.at("is_head");
    private static final int EXACT = RequestStruct.at("exact");
    private static final int LOOSE_TIME = RequestStruct.at("loose_time");

    static Request read(Pointer at) {
        String range = at.getInt(IS_HEAD) != 0 ? null : Text.read(at, RANGE);
        TimeForm form = at.getInt(LOOSE_TIME) != 0 ? TimeForm.LOOSE : TimeForm.STRICT;
        return new Request(SeekRequest.parse(Text.read(at, START), Text.read(at, END), at.getInt(EXACT) != 0, form),
                new Conditions(Text.read(at, IF_MATCH), Text.read(at, IF_NONE_MATCH), Text.read(at, IF_RANGE), range),
                at.getLong(MOOV_MAX), at.getLong(INDEX_BUDGET));
    }
}
