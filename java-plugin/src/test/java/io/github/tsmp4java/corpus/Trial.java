package io.github.tsmp4java.corpus;

import io.github.tsmp4java.box.CutException;
import io.github.tsmp4java.index.MovieIndex;
import io.github.tsmp4java.judge.Judge;
import io.github.tsmp4java.judge.Source;
import io.github.tsmp4java.judge.Violation;
import java.util.ArrayList;
import java.util.List;

/** Cuts one file as each request asks, and has every cut judged. */
public final class Trial {
    private final Source file;
    private final MovieIndex index;
    private final Judge judge;
    private final List<String> wrong = new ArrayList<>();
    private final List<CutException> declined = new ArrayList<>();

    public Trial(Source file, MovieIndex index) {
        this.file = file;
        this.index = index;
        this.judge = new Judge(file);
    }

    public Judge judge() {
        return judge;
    }

    public Trial run(List<Request> requests) {
        for (Request request : requests) {
            try {
                List<Violation> found = judge.judge(Pipeline.cut(index, file, request.seek()), request.start(),
                        request.end(), request.exact());
                if (!found.isEmpty()) {
                    wrong.add(request + " " + found);
                }
            } catch (CutException e) {
                declined.add(e);
            } catch (RuntimeException e) {
                wrong.add(request + " " + e);
            }
        }
        return this;
    }

    public List<String> wrong() {
        return wrong;
    }

    public List<CutException> declined() {
        return declined;
    }
}
