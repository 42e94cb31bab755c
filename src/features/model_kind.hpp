#pragma once

namespace simrun {

/// What stands behind an extractor: the CNN+LSTM network, or nothing at all, which measures the harness.
enum class model_kind { network, null };

} // namespace simrun
